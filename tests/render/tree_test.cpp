#include "render/samples.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace tracewh::render {
namespace {

Style width(std::size_t cells) {
  Style style;
  style.width = cells;
  return style;
}

Sample odd_trace() {
  model::Trace trace = make_trace({
      make_span(1, 0, "root", 0, 10),
      make_span(2, 99, "orphan", 1, 2),
      make_span(3, 4, "b", 3, 1),
      make_span(4, 3, "a", 2, 3),
      make_span(5, 1, "late", 9, 5),
      make_span(6, 1, "open", 5, {}),
      make_span(6, 1, "twin", 6, 1),
  });
  trace.resources.push_back({"other", "{}", "", "", 0});
  trace.spans[5].resource = 1;
  return make_sample(std::move(trace));
}

Sample star(std::uint64_t children) {
  std::vector<model::Span> spans{make_span(1, 0, "root", 0, 10)};
  for (std::uint64_t i = 0; i < children; ++i) spans.push_back(make_span(i + 2, 1, "child", 1, 1));
  return make_sample(make_trace(std::move(spans)));
}

Sample chain(std::uint64_t length) {
  std::vector<model::Span> spans;
  for (std::uint64_t i = 1; i <= length; ++i) spans.push_back(make_span(i, i - 1, "step", 0, 1));
  return make_sample(make_trace(std::move(spans)));
}

}  // namespace

TEST_CASE("a tree in a file has one line a span") {
  CHECK(draw("tree", failed_task()) == R"(trace 5e1f0000000000000000000000000000
multiagent.task.code  2026-01-02T12:00:00Z  7.20s  4 spans  1 service: demo  1 agent: worker-789  ✗ 1 error  ▶ 1 match
✗ multiagent.task.code    task Generate REST API    7.20s  100%    self 399ms  exception: worker timed out
├─ protocol.send          message                  1.00ms   <1%
└─ worker.code            worker worker-789         6.80s   94%    self 3.60s
   └─ ▶ llm.openai.gpt-4  llm gpt-4                 3.20s   44%
)");
}

TEST_CASE("a tree on a terminal of 60 cells wraps its header and puts what is wrong below the span") {
  CHECK(draw("tree", failed_task(), width(60)) == R"(trace 5e1f0000000000000000000000000000
multiagent.task.code  2026-01-02T12:00:00Z  7.20s  4 spans
1 service: demo  1 agent: worker-789  ✗ 1 error  ▶ 1 match
✗ multiagent.task.code    task Generate REST…    7.20s  100%
│  exception: worker timed out
├─ protocol.send          message               1.00ms   <1%
└─ worker.code            worker worker-789      6.80s   94%
   └─ ▶ llm.openai.gpt-4  llm gpt-4              3.20s   44%
)");
}

TEST_CASE("a tree shows and counts everything odd") {
  CHECK(draw("tree", odd_trace()) == R"(trace 5e1f0000000000000000000000000000
root  2026-01-02T12:00:00Z  10.0s  7 spans
note:  2 roots  1 missing parent  1 cycle cut  1 duplicate ID  1 span outside its parent's time  1 unfinished
root                                       10.0s  100%    self 8.00s
├─ open                          @other     open                      unfinished
├─ twin                                    1.00s   10%                same ID as an earlier span: 0000000000000006
└─ late                                    5.00s   50%                outside its parent's time
missing parent 0000000000000063
└─ orphan                                  2.00s   14%
a                                          3.00s  100%    self 2.00s  cut from a cycle: names parent 0000000000000003
└─ b                                       1.00s   33%
)");
}

TEST_CASE("an ASCII terminal gets the same tree") {
  Style style;
  style.utf8 = false;
  const std::string output = draw("tree", failed_task(), style);
  CHECK(std::ranges::all_of(output, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  CHECK(output.find("   `- > llm.openai.gpt-4") != std::string::npos);
  CHECK(output.find("\nx multiagent.task.code") != std::string::npos);
}

TEST_CASE("a tree with too many spans keeps matched ones and says how many are cut") {
  Sample sample = star(1'000);
  sample.matched = {model::SpanId{900}};
  Style style;
  style.max_nodes = 4;
  const std::string output = draw("tree", sample, style);
  const std::string lines = output.substr(output.find("1 match\n") + 8);
  CHECK(lines == R"(root          10.0s  100%    self 9.00s
├─ child      1.00s   10%
├─ child      1.00s   10%
├─ ▶ child    1.00s   10%
└─ … 997 more spans
)");
}

TEST_CASE("hidden roots are counted too") {
  Style style;
  style.max_nodes = 1;
  const Sample sample = make_sample(
      make_trace({make_span(1, 0, "a", 0, 1), make_span(2, 1, "b", 0, 1), make_span(3, 0, "c", 1, 1)}));
  const std::string output = draw("tree", sample, style);
  CHECK(output.ends_with("└─ … 1 more span\n… 1 more span\n"));
}

TEST_CASE("neighbours that differ in their times alone are one line") {
  std::vector<model::Span> spans{make_span(1, 0, "root", 0, 10)};
  for (std::uint64_t i = 2; i < 12; ++i)
    spans.push_back(make_span(i, 1, "child", static_cast<double>(i) / 2, 0.5));
  Sample sample = make_sample(make_trace(std::move(spans)));
  const auto lines = [&](const Style& style = {}) {
    const std::string output = draw("tree", sample, style);
    return output.substr(output.find("root   "));
  };
  CHECK(lines().find("└─ child × 10    5.00s   50%\n") != std::string::npos);
  Style ascii;
  ascii.utf8 = false;
  CHECK(lines(ascii).find("`- child x 10") != std::string::npos);
  sample.matched = {model::SpanId{5}};
  CHECK(std::ranges::count(lines(), '\n') == 6);  // the root, three, the matched one and six as one
}

TEST_CASE("only so many levels and only what failed is drawn") {
  Style style;
  style.max_depth = 1;
  CHECK(draw("tree", chain(5), style).find("└─ … 3 more spans\n") != std::string::npos);
  CHECK(draw("timeline", chain(5), style).find("└─ … 3 more spans\n") != std::string::npos);
  Style failed;
  failed.failed_only = true;
  const std::string output = draw("tree", failed_task(), failed);
  CHECK(output.find("protocol.send") == std::string::npos);
  CHECK(output.ends_with("└─ … 3 more spans\n"));
}

TEST_CASE("a deep tree numbers its levels instead of leaving the screen") {
  const std::string output = draw("tree", chain(200), width(80));
  CHECK(output.find("…199 ") != std::string::npos);
  CHECK(widest_line(output) <= 80);
}

TEST_CASE("a chain of 20,000 spans is drawn and nested in JSON without recursion") {
  const Sample sample = chain(20'000);
  CHECK(std::ranges::count(draw("tree", sample), '\n') == 20'002);
  const std::string json = draw("json", sample);
  CHECK(nlohmann::json::accept(json));
}

TEST_CASE("no line of a tree or timeline is wider than the terminal or ends in spaces") {
  Sample sample = odd_trace();
  model::Trace& trace = sample.tree.trace;
  trace.spans[0].name = trace.arena.copy(std::string(300, 'x') + "日本語");
  trace.spans[1].role = model::Role::kTask;
  test::add_facet(trace, 1, model::Facet::kTaskName, std::string(300, 'y'));
  trace.spans[2].evidence = model::evidence::kException;
  trace.spans[2].status_message = trace.arena.copy(std::string(300, 'z'));
  for (const std::size_t cells : {50U, 80U, 200U}) {
    for (const char* format : {"tree", "timeline"}) {
      const std::string output = draw(format, sample, width(cells));
      CHECK(widest_line(output) <= cells);
      CHECK(output.find(" \n") == std::string::npos);
    }
  }
}

TEST_CASE("hostile names cannot steer a terminal") {
  model::Trace trace = make_trace({make_span(1, 0, kHostile, 0, 1, model::Role::kTask)});
  trace.spans[0].status_message = trace.resources[0].service = kHostile;
  trace.spans[0].evidence = model::evidence::kStatus;
  test::add_facet(trace, 0, model::Facet::kTaskName, std::string(kHostile) + "x");
  test::add_facet(trace, 0, model::Facet::kWorkerId, kHostile);
  Sample sample = make_sample(std::move(trace));
  sample.summary.services = sample.summary.agents = {std::string(kHostile)};
  for (const Format& format : formats()) {
    if (format.trace == nullptr) continue;
    for (const std::size_t cells : {0U, 80U, 200U}) {
      const std::string output = draw(format.name, sample, width(cells));
      INFO(format.name << ' ' << cells << '\n' << output);
      CHECK(std::ranges::none_of(
          output, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7f'; }));
      CHECK(output.find("\xe2\x80\xae") == std::string::npos);
      CHECK(output.find('\xff') == std::string::npos);
    }
  }
}

TEST_CASE("colours in a tree add escapes and nothing else") {
  Style colored = width(80);
  colored.color = true;
  const std::string output = draw("tree", failed_task(), colored);
  CHECK(output.find("\x1b[31m✗ multiagent.task.code\x1b[0m") != std::string::npos);
  CHECK(without_colors(output) == draw("tree", failed_task(), width(80)));
}

TEST_CASE("a timeline draws bars on a scale") {
  CHECK(draw("timeline", failed_task(), width(80)) == R"(trace 5e1f0000000000000000000000000000
multiagent.task.code  2026-01-02T12:00:00Z  7.20s  4 spans  1 service: demo
1 agent: worker-789  ✗ 1 error  ▶ 1 match
                          0         2.40s          4.80s          7.20s
✗ multiagent.task.code    █████████████████████████████████████████████    7.20s
├─ protocol.send          ▏                                               1.00ms
└─ worker.code              ██████████████████████████████████████████▌    6.80s
   └─ ▶ llm.openai.gpt-4    ▐███████████████████▌                          3.20s
)");
}

TEST_CASE("a timeline draws what nobody measured in a lighter shade") {
  CHECK(draw("timeline", odd_trace(), width(60)) == R"(trace 5e1f0000000000000000000000000000
root  2026-01-02T12:00:00Z  10.0s  7 spans
note:  2 roots  1 missing parent  1 cycle cut
1 duplicate ID  1 span outside its parent's time
1 unfinished
                          0      7.00s        14.0s
root                      ██████████████████           10.0s
├─ open                            ░░░░░░░░░░░░░░░░     open
├─ twin                             ▐█▌                1.00s
└─ late                                   █████████    5.00s
missing parent 00000000…    ░░░░
└─ orphan                   ███▌                       2.00s
a                            ▐█████                    3.00s
└─ b                           ▐█                      1.00s
)");
}

TEST_CASE("JSON of a trace nests and names what is odd") {
  const auto traces = nlohmann::json::parse(draw("json", odd_trace()));
  REQUIRE(traces.size() == 1);
  const auto& trace = traces[0];
  CHECK(trace["trace_id"] == "5e1f0000000000000000000000000000");
  CHECK(trace["cycles"] == 1);
  CHECK(trace["missing_parents"] == 1);
  CHECK(trace["root_count"] == 2);
  REQUIRE(trace["roots"].size() == 3);
  const auto& root = trace["roots"][0];
  CHECK(root["children"].size() == 3);
  CHECK(root["duration_ns"] == 10 * kSecond);
  CHECK(root["children"][0]["duration_ns"].is_null());
  CHECK(trace["roots"][1]["missing"] == true);
  CHECK(trace["roots"][1]["children"][0]["name"] == "orphan");
}

TEST_CASE("flat JSON of a trace lists its nodes with parent and depth") {
  Style flat;
  flat.flat = true;
  std::ostringstream out;
  const Sample sample = odd_trace();
  find_format("jsonl")->trace(sample.view(), flat, out);
  const auto trace = nlohmann::json::parse(out.str());
  CHECK_FALSE(trace.contains("roots"));
  const auto& nodes = trace["nodes"];
  REQUIRE(nodes.size() == sample.tree.nodes.size());
  CHECK(nodes[0]["parent"].is_null());
  CHECK(nodes[0]["depth"] == 0);
  CHECK(nodes[0]["kind"] == "unspecified");
  CHECK_FALSE(nodes[0].contains("children"));
  const auto orphan =
      std::ranges::find(nodes, "orphan", [](const auto& node) { return node.value("name", ""); });
  REQUIRE(orphan != nodes.end());
  CHECK((*orphan)["depth"] == 1);
  CHECK(nodes[(*orphan)["parent"].get<std::size_t>()]["missing"] == true);
}

TEST_CASE("several traces are one JSON array, JSON lines, or trees with a line between") {
  const auto draw_two = [](std::string_view name) {
    std::ostringstream out;
    TraceWriter writer(*find_format(name), {}, out);
    const Sample sample = failed_task();
    writer.write(sample.view());
    writer.write(sample.view());
    writer.finish();
    return out.str();
  };
  CHECK(nlohmann::json::parse(draw_two("json")).size() == 2);
  CHECK(std::ranges::count(draw_two("jsonl"), '\n') == 2);
  CHECK(draw_two("tree") == draw("tree", failed_task()) + "\n" + draw("tree", failed_task()));
}

TEST_CASE("no trace is an empty array or nothing") {
  const auto draw_none = [](std::string_view name) {
    std::ostringstream out;
    TraceWriter(*find_format(name), {}, out).finish();
    return out.str();
  };
  CHECK(draw_none("json") == "[]\n");
  CHECK(draw_none("jsonl").empty());
  CHECK(draw_none("tree").empty());
}

TEST_CASE("an aggregated tree is a table with indented names") {
  tree::TreeAggregator aggregator;
  aggregator.add(failed_task().tree);
  aggregator.add(failed_task().tree);
  std::ostringstream out;
  find_format("tree")->aggregated(aggregator.finish(), width(80), out);
  CHECK(out.str() == R"(2 traces  8 spans
name                    count   total     p95     max  errors   share    self
──────────────────────  ─────  ──────  ──────  ──────  ──────  ──────  ──────
multiagent.task.code        2   14.4s   7.20s   7.20s       2  100.0%   798ms
├─ worker.code              2   13.6s   6.80s   6.80s       0   94.4%   7.20s
│  └─ llm.openai.gpt-4      2   6.40s   3.20s   3.20s       0   44.4%   6.40s
└─ protocol.send            2  2.00ms  1.00ms  1.00ms       0    0.0%  2.00ms
not shown: role, p50
)");
}

TEST_CASE("JSON of an aggregated tree nests") {
  tree::TreeAggregator aggregator;
  aggregator.add(failed_task().tree);
  std::ostringstream out;
  find_format("json")->aggregated(aggregator.finish(), {}, out);
  const auto parsed = nlohmann::json::parse(out.str());
  CHECK(parsed["roots"][0]["children"][0]["name"] == "worker.code");
  CHECK(parsed["roots"][0]["total_ns"] == 7'200'000'000);

  Style flat;
  flat.flat = true;
  aggregator.add(failed_task().tree);
  std::ostringstream list;
  find_format("json")->aggregated(aggregator.finish(), flat, list);
  const auto nodes = nlohmann::json::parse(list.str())["nodes"];
  CHECK(nodes[1]["name"] == "worker.code");
  CHECK(nodes[1]["parent"] == 0);
}

}  // namespace tracewh::render
