#include "render/junit.hpp"

#include "base/utf8.hpp"
#include "render/samples.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <string>

namespace tracewh::render {
namespace {

std::string written(const TestReport& report) {
  std::ostringstream out;
  report.write(out);
  return out.str();
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
  return found;
}

}  // namespace

TEST_CASE("a report has suites by name, and counts what is in them") {
  TestReport report("nightly");
  report.add("orchestrator", {.name = "plan", .class_name = "planner", .duration_ns = 7'200'000'000});
  report.add("orchestrator", {.name = "plan", .class_name = "planner", .skipped = "no end"});
  report.add("agents",
             {.name = "code", .class_name = "w1", .failure = TestFailure{"timed out", "exception", "a\nb"}});
  report.add_note("2 of 3 traces lack spans");
  CHECK(written(report) ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nightly" tests="3" failures="1" errors="0" skipped="1" time="7.200000000">
  <testsuite name="agents" tests="1" failures="1" errors="0" skipped="0" time="0.000000000">
    <testcase name="code" classname="w1">
      <failure message="timed out" type="exception">a
b</failure>
    </testcase>
    <system-out>2 of 3 traces lack spans
</system-out>
  </testsuite>
  <testsuite name="orchestrator" tests="2" failures="0" errors="0" skipped="1" time="7.200000000">
    <testcase name="plan" classname="planner" time="7.200000000"/>
    <testcase name="plan #2" classname="planner">
      <skipped message="no end"/>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("hostile text is neither markup nor forbidden in XML, wherever it stands") {
  const std::string hostile(kHostile);
  TestReport report(hostile);
  report.add(hostile, {.name = hostile,
                       .class_name = hostile,
                       .failure = TestFailure{hostile, hostile, hostile},
                       .output = hostile});
  const std::string text = written(report);
  CHECK(count(text, "<b>") == 0);
  CHECK(count(text, "&lt;b&gt;") == 8);
  CHECK(std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }));
  CHECK(base::valid_utf8(text));
}

TEST_CASE("a report stays small, keeps failures before what passed, and says what is left out") {
  TestReport report("all");
  const std::string long_text(100'000, 'x');
  for (std::size_t i = 0; i < TestReport::kMostOthers + 7; ++i) report.add("s", {.name = "passed"});
  for (std::size_t i = 0; i < TestReport::kMostFailures + 3; ++i)
    report.add("s", {.name = "broke", .failure = TestFailure{long_text, "status", long_text}});
  const std::string text = written(report);
  CHECK(count(text, "<testcase ") == TestReport::kMostOthers + TestReport::kMostFailures);
  CHECK(count(text, "<failure ") == TestReport::kMostFailures);
  CHECK(
      text.find("3 of 1003 cases that failed are left out\n7 of 5007 cases that did not fail are left out") !=
      std::string::npos);
  CHECK(text.size() < 10'000'000);
}

}  // namespace tracewh::render
