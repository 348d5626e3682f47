#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// JUnit's XML, in which CI systems take the results of tests.
namespace tracewh::render {

/// Why a test case failed.
struct TestFailure {
  std::string message;  ///< in one line
  std::string type;
  std::string text;  ///< the whole story, in lines
};

struct TestCase {
  std::string name;
  std::string class_name{};  ///< what CI systems group cases by
  std::optional<std::int64_t> duration_ns{};
  std::optional<TestFailure> failure{};
  std::string skipped{};  ///< why it has no result; empty when it has one
  std::string output{};   ///< what else is to be said of it
};

/// The results of a run as one document of a size that CI systems accept: the first cases that failed, and
/// the first of the others. What is left out is said in it.
class TestReport {
 public:
  static constexpr std::size_t kMostFailures = 1'000;
  static constexpr std::size_t kMostOthers = 5'000;

  explicit TestReport(std::string name) : name_(std::move(name)) {}

  /// Adds a case to the suite of that name. A name that a class of the suite has had before gets a number,
  /// for CI systems take cases of one name for one.
  void add(const std::string& suite, TestCase test_case);

  /// What one must know to judge the results.
  void add_note(std::string note) { notes_.push_back(std::move(note)); }

  void write(std::ostream& out) const;

 private:
  struct Suite {
    std::vector<TestCase> cases;
    std::map<std::string, std::uint64_t> names;  ///< how many cases had each, class by class
    std::uint64_t failures = 0;
    std::uint64_t skipped = 0;
    std::int64_t duration_ns = 0;
  };

  std::vector<std::string> all_notes() const;

  std::string name_;
  std::map<std::string, Suite> suites_;
  std::vector<std::string> notes_;
  std::uint64_t failures_ = 0;  ///< those left out included, as `others_`
  std::uint64_t others_ = 0;
};

}  // namespace tracewh::render
