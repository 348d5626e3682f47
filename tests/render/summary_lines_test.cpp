#include "render/summary_lines.hpp"

#include "render/samples.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>

namespace tracewh::render {
namespace {

model::Value text(std::string_view words) { return std::string(words); }

/// Noon is that of samples.hpp; the second trace began 1.5 s later and lacks its root.
model::RowSet two_traces() {
  model::RowSet rows;
  rows.columns = {"trace_id", "name",  "service", "start_ns", "duration_ns",
                  "status",   "spans", "errors",  "agents",   "state"};
  rows.rows = {
      {text("5e1f0000000000000000000000000001"), text("multiagent.task.code"), text("coder"), kNoon,
       7 * kSecond, text("error"), 13L, 1L, text(R"(["worker-7"])"), text("complete")},
      {text("5e1f0000000000000000000000000002"), text("worker.execute\x1b[31m"), text("coder"),
       kNoon + 1'500'000'000, 20'000'000L, text("ok"), 2L, 0L, text("[]"), text("incomplete")},
  };
  return rows;
}

std::string draw(const Style& style) {
  std::ostringstream out;
  SummaryLines lines(style, out);
  lines.write(two_traces());
  return out.str();
}

}  // namespace

TEST_CASE("lines of traces in a file show everything") {
  const std::string output = draw({});
  CHECK(output.find("T12:00:00Z  multiagent.task.code  ") != std::string::npos);
  CHECK(output.find("T12:00:01Z  worker.execute\\x1b[31m  ") != std::string::npos);
  CHECK(output.find("  5e1f0000000000000000000000000002  ") != std::string::npos);
  CHECK(output.find("incomplete") != std::string::npos);
}

TEST_CASE("lines of traces on a terminal fit, with the time of day and the beginning of the ID") {
  Style style;
  style.width = 79;
  style.utf8 = false;
  style.short_trace_id = [](const std::string& id) { return id.substr(0, 8); };
  CHECK(draw(style) ==
        "start     name                   duration   spans  errors  status      trace_id\n"
        "--------  ---------------------  --------  ------  ------  ----------  --------\n"
        "12:00:00  multiagent.task.code      7.00s      13       1  error       5e1f0000\n"
        "12:00:01  worker.execute\\x1b...    20.0ms       2       0  incomplete  5e1f0000\n");
}

TEST_CASE("lines of traces fit with a longer beginning of an ID, too, in columns of their own") {
  Style style;
  style.width = 79;
  style.utf8 = false;
  style.short_trace_id = [](const std::string& id) {
    return id.ends_with('1') ? id.substr(0, 8) : id.substr(0, 8) + id.substr(28);
  };
  CHECK(draw(style) ==
        "start     name                   duration   spans  errors  status      trace_id\n"
        "--------  ---------------------  --------  ------  ------  ----------  --------\n"
        "12:00:00  multiagent.task.code      7.00s      13       1  error       5e1f0000\n"
        "start     name                       duration  errors  status      trace_id\n"
        "--------  -------------------------  --------  ------  ----------  ------------\n"
        "12:00:01  worker.execute\\x1b[31m       20.0ms       0  incomplete  5e1f00000002\n");
}

}  // namespace tracewh::render
