#include "render/cells.hpp"
#include "render/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <string>

namespace tracewh::render {
namespace {

using model::Blob;
using model::RowSet;
using model::Value;

Value text(std::string_view words) { return std::string(words); }

RowSet two_tasks() {
  RowSet rows;
  rows.columns = {"trace_id", "name",        "start_ns",  "duration_ns",
                  "status",   "error_ratio", "worker_id", "note"};
  rows.rows = {
      {text("5e1f0000000000000000000000000001"),
       text("multiagent.task.code"),
       kNoon,
       7 * kSecond,
       text("error"),
       0.25,
       text("worker-7"),
       {}},
      {text("5e1f0000000000000000000000000002"),
       text("multiagent.task.research"),
       kNoon + 1'000'000,
       1'500'000L,
       text("ok"),
       0.0,
       {},
       {}},
  };
  return rows;
}

RowSet hostile_rows() {
  RowSet rows;
  rows.columns = {"name", std::string(kHostile)};
  rows.rows = {{text(kHostile), Blob{"\x1b"}}, {text("plain"), text(kHostile)}};
  return rows;
}

/// Rows without an end, until `out` has grown while they were asked for.
class RowsUntilWritten final : public model::RowStream {
 public:
  explicit RowsUntilWritten(std::ostringstream& out) : RowStream({"name", "duration_ns"}), out_(out) {}

  bool truncated() const override { return false; }

 private:
  const model::Row* read() override {
    if (given() == kDescribedRows.rows) at_first_ = out_.tellp();
    const bool written = given() > kDescribedRows.rows + 1 && out_.tellp() > at_first_;
    return written ? nullptr : &row_;
  }

  std::ostringstream& out_;
  std::ostringstream::pos_type at_first_;
  model::Row row_{text("a"), kSecond};
};

}  // namespace

TEST_CASE("every format writes rows as they come") {
  for (const Format& format : formats()) {
    if (format.rows == nullptr) continue;
    INFO(format.name);
    std::ostringstream out;
    RowsUntilWritten rows(out);
    format.rows(rows, {}, out);
    CHECK(rows.given() <= kDescribedRows.rows + 3);
  }
}

TEST_CASE("every format stops when nothing more can be written") {
  for (const Format& format : formats()) {
    if (format.rows == nullptr) continue;
    INFO(format.name);
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    RowsUntilWritten rows(out);
    format.rows(rows, {}, out);
    CHECK(rows.given() <= kDescribedRows.rows);
  }
}

TEST_CASE("a table of many rows is laid out by the first of them") {
  RowSet rows{{"name", "note"}, {kDescribedRows.rows, {text("ab"), {}}}, false};
  rows.rows.push_back({text("abcdefgh"), text("late")});
  Style style;
  style.width = 80;
  style.utf8 = false;
  const std::string table = draw("table", rows, style);
  CHECK(table.starts_with("name  note\n----  ----\nab\n"));
  CHECK(table.ends_with("ab\na...  late\n"));
}

TEST_CASE("a column's name tells its unit") {
  CHECK(kind_of("duration_ns") == ColumnKind::kDuration);
  CHECK(kind_of("p95_ns") == ColumnKind::kDuration);
  CHECK(kind_of("start_ns") == ColumnKind::kInstant);
  CHECK(kind_of("first_seen_ns") == ColumnKind::kInstant);
  CHECK(kind_of("error_ratio") == ColumnKind::kRatio);
  CHECK(kind_of("size_bytes") == ColumnKind::kBytes);
  CHECK(kind_of("spans") == ColumnKind::kPlain);
}

TEST_CASE("a table in a file shows everything, in human units") {
  CHECK(draw("table", two_tasks()) ==
        "trace_id                          name                      start                     duration  "
        "status  error  "
        "worker_id  note\n"
        "────────────────────────────────  ────────────────────────  ────────────────────────  ────────  "
        "──────  ─────  "
        "─────────  ────\n"
        "5e1f0000000000000000000000000001  multiagent.task.code      2026-01-02T12:00:00Z         7.00s  "
        "error   25.0%  "
        "worker-7\n"
        "5e1f0000000000000000000000000002  multiagent.task.research  2026-01-02T12:00:00.001Z    1.50ms  ok  "
        "     0.0%\n");
}

TEST_CASE("a table on a terminal of 80 cells fits, and says what it leaves out") {
  Style style;
  style.width = 80;
  style.short_trace_id = [](const std::string& id) { return id.substr(0, 8) + id.substr(28); };
  RowSet rows = two_tasks();
  rows.gives_way = {"start_ns", "name"};
  CHECK(draw("table", rows, style) ==
        "trace_id      name                      duration  status  error  worker_id\n"
        "────────────  ────────────────────────  ────────  ──────  ─────  ─────────\n"
        "5e1f00000001  multiagent.task.code         7.00s  error   25.0%  worker-7\n"
        "5e1f00000002  multiagent.task.research    1.50ms  ok       0.0%\n"
        "not shown: start\n");
}

TEST_CASE("columns give way in the order that the rows tell, then from the right") {
  Style style;
  style.width = 40;
  RowSet rows{
      {"first", "second", "third", "fourth"},
      {{text("11111111111111"), text("22222222222222"), text("33333333333333"), text("44444444444444")}},
      false};
  CHECK(draw("table", rows, style).ends_with("not shown: third, fourth\n"));
  rows.gives_way = {"third", "first"};
  CHECK(draw("table", rows, style).ends_with("not shown: first, third\n"));
}

TEST_CASE("a trace ID that cannot be shortened stays whole") {
  Style style;
  style.width = 80;
  CHECK(draw("table", two_tasks(), style).find("5e1f0000000000000000000000000001") != std::string::npos);
}

TEST_CASE("no line of a table is wider than the terminal or ends in spaces") {
  RowSet rows = two_tasks();
  rows.rows[0][1] = text(std::string(500, 'x') + "日本語");
  for (const std::size_t cells : {40U, 60U, 80U, 120U, 200U}) {
    Style style;
    style.width = cells;
    style.short_trace_id = [](const std::string& id) { return id.substr(0, 8); };
    const std::string output = draw("table", rows, style);
    CHECK(widest_line(output) <= cells);
    CHECK(output.find(" \n") == std::string::npos);
  }
}

TEST_CASE("colours add escapes and nothing else") {
  Style colored;
  colored.color = true;
  const std::string output = draw("table", two_tasks(), colored);
  CHECK(output.find("\x1b[31merror\x1b[0m") != std::string::npos);
  CHECK(without_colors(output) == draw("table", two_tasks()));
}

TEST_CASE("a table without rows is its header") {
  RowSet rows;
  rows.columns = {"trace_id", "duration_ns"};
  CHECK(draw("table", rows) == "trace_id  duration\n────────  ────────\n");
}

TEST_CASE("CSV is RFC 4180, and text that a spreadsheet would run is defused") {
  RowSet rows;
  rows.columns = {"a", "b", "c_ns", "d"};
  rows.rows = {{text("x,\"y\"\nz"), text("=1+1"), std::int64_t{-5}, {}},
               {text("@cmd"), text("-2"), std::int64_t{7}, -1.5},
               {text("\x1b[2J"), text("\tx"), std::int64_t{0}, Blob{"\x0a"}}};
  CHECK(draw("csv", rows) ==
        "a,b,c_ns,d\n"
        "\"x,\"\"y\"\"\nz\",'=1+1,-5,\n"
        "'@cmd,'-2,7,-1.5\n"
        "\\x1b[2J,\"'\tx\",0,0a\n");
}

TEST_CASE("TSV keeps one line a row") {
  RowSet rows;
  rows.columns = {"a", "b_ns"};
  rows.rows = {{text("1\t2\n3\\4\r\x1b"), std::int64_t{5}}, {{}, {}}};
  CHECK(draw("tsv", rows) == "a\tb_ns\n1\\t2\\n3\\\\4\\r\\x1b\t5\n\t\n");
}

TEST_CASE("Markdown shows human units and lets no value act as markup") {
  RowSet rows;
  rows.columns = {"name", "duration_ns"};
  rows.rows = {{text("a|b\n`<i>`"), 2 * kSecond}};
  CHECK(draw("markdown", rows) ==
        "| name | duration |\n| --- | ---: |\n| a\\|b\\\\n\\`\\<i\\>\\` | 2.00s |\n");
}

TEST_CASE("JSON is an array of flat objects with integer nanoseconds") {
  RowSet rows = two_tasks();
  CHECK(
      draw("jsonl", rows) ==
      R"({"trace_id":"5e1f0000000000000000000000000001","name":"multiagent.task.code","start_ns":1767355200000000000,)"
      R"("duration_ns":7000000000,"status":"error","error_ratio":0.25,"worker_id":"worker-7","note":null})"
      "\n"
      R"({"trace_id":"5e1f0000000000000000000000000002","name":"multiagent.task.research","start_ns":1767355200001000000,)"
      R"("duration_ns":1500000,"status":"ok","error_ratio":0.0,"worker_id":null,"note":null})"
      "\n");
  const auto parsed = nlohmann::ordered_json::parse(draw("json", rows));
  REQUIRE(parsed.size() == 2);
  CHECK(parsed[1]["duration_ns"] == 1'500'000);
  CHECK(parsed[0].begin().key() == "trace_id");
  rows.rows.clear();
  CHECK(draw("json", rows) == "[]\n");
  CHECK(draw("jsonl", rows).empty());
}

TEST_CASE("lists of names are arrays in JSON") {
  RowSet rows;
  rows.columns = {"services", "agents", "name"};
  rows.rows = {{text(R"(["a","b \u202e"])"), text("[]"), text(R"(["c"])")}, {text("a"), {}, text("d")}};
  CHECK(draw("jsonl", rows) == R"({"services":["a","b \u202e"],"agents":[],"name":"[\"c\"]"})"
                               "\n"
                               R"({"services":"a","agents":null,"name":"d"})"
                               "\n");
}

TEST_CASE("no format lets a control character of the data through") {
  for (const Format& format : formats()) {
    if (format.rows == nullptr) continue;
    INFO(format.name);
    const std::string output = draw(format.name, hostile_rows());
    // Tabs belong to TSV, and to CSV inside quotes.
    const bool tabs = format.name == "tsv" || format.name == "csv";
    CHECK(std::ranges::none_of(output, [&](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return (byte < 0x20 && c != '\n' && !(tabs && c == '\t')) || byte == 0x7f;
    }));
    for (const char* hidden : {"\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6", "\xe2\x80\xa8", "\xff", "\xc0"}) {
      CHECK(output.find(hidden) == std::string::npos);
    }
  }
}

TEST_CASE("JSON of hostile text is valid and keeps it") {
  const auto parsed = nlohmann::json::parse(draw("json", hostile_rows()));
  const auto name = parsed[0]["name"].get<std::string>();
  CHECK(name.starts_with("=\x1b[31m\a\b\x7f\xc2\x9b|\"a,b\"\t\r\n\xe2\x80\xae"));
}

TEST_CASE("what each format can show") {
  for (const Format& format : formats()) {
    CHECK(find_format(format.name) == &format);
    CHECK((format.rows != nullptr || format.trace != nullptr || format.name == "junit" ||
           format.name == "html"));
    CHECK_FALSE(format.summary.empty());
  }
  CHECK(find_format("xml") == nullptr);
}

}  // namespace tracewh::render
