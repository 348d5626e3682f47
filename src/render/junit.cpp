#include "render/junit.hpp"

#include "base/saturate.hpp"
#include "base/utf8.hpp"
#include "base/xml_text.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>
#include <string_view>
#include <utility>

namespace tracewh::render {
namespace {

using base::xml_attribute, base::xml_text;

// A message can hold a whole document; 6,000 cases of this length stay below what CI systems refuse.
constexpr std::size_t kMostTextBytes = 2'000;

std::string cut(std::string_view text) {
  const std::string_view front = base::cut_utf8(text, kMostTextBytes);
  return front.size() == text.size() ? std::string(text) : std::string(front).append("…");
}

std::string seconds(std::int64_t duration_ns) {
  constexpr std::int64_t kSecondNs = 1'000'000'000;
  return fmt::format("{}.{:09}", duration_ns / kSecondNs, duration_ns % kSecondNs);
}

std::string content_of(const TestCase& test_case) {
  std::string content;
  if (test_case.failure) {
    const auto& [message, type, text] = *test_case.failure;
    content += fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", xml_attribute(message),
                           xml_attribute(type), xml_text(text));
  }
  if (!test_case.skipped.empty())
    content += fmt::format("      <skipped message=\"{}\"/>\n", xml_attribute(test_case.skipped));
  if (!test_case.output.empty())
    content += fmt::format("      <system-out>{}</system-out>\n", xml_text(test_case.output));
  return content;
}

void write_case(const TestCase& test_case, std::ostream& out) {
  fmt::print(out, "    <testcase name=\"{}\" classname=\"{}\"", xml_attribute(test_case.name),
             xml_attribute(test_case.class_name));
  if (test_case.duration_ns) fmt::print(out, " time=\"{}\"", seconds(*test_case.duration_ns));
  const std::string content = content_of(test_case);
  out << (content.empty() ? "/>\n" : ">\n" + content + "    </testcase>\n");
}

void count_left_out(std::vector<std::string>& notes, std::uint64_t all, std::uint64_t most,
                    std::string_view what) {
  if (all > most) notes.push_back(fmt::format("{} of {} cases that {} are left out", all - most, all, what));
}

}  // namespace

void TestReport::add(const std::string& suite_name, TestCase test_case) {
  const bool is_failure = test_case.failure.has_value();
  const std::uint64_t before = is_failure ? failures_++ : others_++;
  if (before >= (is_failure ? kMostFailures : kMostOthers)) return;
  test_case.name = cut(test_case.name);
  test_case.class_name = cut(test_case.class_name);
  test_case.output = cut(test_case.output);
  if (is_failure) {
    test_case.failure->message = cut(test_case.failure->message);
    test_case.failure->text = cut(test_case.failure->text);
  }
  Suite& suite = suites_[suite_name];
  const std::uint64_t number = ++suite.names[test_case.class_name + '\0' + test_case.name];
  if (number > 1) test_case.name += fmt::format(" #{}", number);
  suite.failures += is_failure ? 1 : 0;
  suite.skipped += test_case.skipped.empty() ? 0 : 1;
  suite.duration_ns = base::saturating_add(suite.duration_ns, test_case.duration_ns.value_or(0));
  suite.cases.push_back(std::move(test_case));
}

std::vector<std::string> TestReport::all_notes() const {
  std::vector<std::string> notes = notes_;
  count_left_out(notes, failures_, kMostFailures, "failed");
  count_left_out(notes, others_, kMostOthers, "did not fail");
  return notes;
}

void TestReport::write(std::ostream& out) const {
  Suite all;
  std::size_t cases = 0;
  for (const auto& [name, suite] : suites_) {
    cases += suite.cases.size();
    all.failures += suite.failures;
    all.skipped += suite.skipped;
    all.duration_ns = base::saturating_add(all.duration_ns, suite.duration_ns);
  }
  const auto counts = [](std::size_t tests, const Suite& suite) {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{}\"", tests,
                       suite.failures, suite.skipped, seconds(suite.duration_ns));
  };
  fmt::print(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {}>\n",
             xml_attribute(cut(name_)), counts(cases, all));
  std::string notes;
  for (const std::string& note : all_notes()) notes += xml_text(note) + '\n';
  for (const auto& [name, suite] : suites_) {
    fmt::print(out, "  <testsuite name=\"{}\" {}>\n", xml_attribute(cut(name)),
               counts(suite.cases.size(), suite));
    for (const TestCase& test_case : suite.cases) write_case(test_case, out);
    // The document as a whole has no place for them.
    if (!notes.empty()) fmt::print(out, "    <system-out>{}</system-out>\n", std::exchange(notes, {}));
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace tracewh::render
