#include "analysis/truth_score.hpp"

#include "analysis/ask_analysis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <utility>

namespace tracewh::analysis {
namespace {

/// What was found: subject and answer.
using Found = std::set<std::pair<std::string, std::string>>;
using Trees = std::vector<tree::TraceTree>;

constexpr double kMinuteNs = 60e9;

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), {}};
}

/// Each row: `subject` columns, `answer` columns, and the rows of which the last column is at least `least`.
Found pairs(std::string_view analysis, const Trees& trees, std::vector<std::string> columns,
            std::size_t subject, double least) {
  Found found;
  for (const std::string& line : ask_analysis(analysis, trees, columns)) {
    std::vector<std::string> words = words_of(line);
    const std::string measure = words.back();
    words.pop_back();
    if (measure == "-" || std::stod(measure) < least) continue;
    std::string about;
    std::string answer;
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string& text = i < subject ? about : answer;
      text += (text.empty() ? "" : " ") + words[i];
    }
    found.emplace(about, answer);
  }
  return found;
}

Found found_by_doctor(const Trees& trees) {
  Found found;
  for (const std::string& line : ask_analysis("doctor", trees, {"finding", "service", "value_ns"})) {
    const std::vector<std::string> words = words_of(line);
    // Of clocks, whole minutes are what calls of seconds can tell.
    const std::string minutes =
        words[2] == "-" ? "" : " " + std::to_string(std::lround(std::stod(words[2]) / kMinuteNs));
    found.emplace(words[0], words[1] + minutes);
  }
  return found;
}

Found found_by_waits(const Trees& trees) {
  Found found;
  const auto long_waits = pairs("waits", trees, {"trace_id", "total_ns"}, 1, static_cast<double>(kLongNs));
  for (const auto& [trace, nothing] : long_waits) found.emplace(trace, "long");
  return found;
}

Found find(std::string_view analysis, const Trees& trees) {
  constexpr auto kLong = static_cast<double>(kLongNs);
  if (analysis == "doctor") return found_by_doctor(trees);
  if (analysis == "waits") return found_by_waits(trees);
  if (analysis == "blame") return pairs(analysis, trees, {"trace_id", "span_id", "start_ns"}, 1, 0);
  if (analysis == "loops")
    return pairs(analysis, trees, {"trace_id", "kind", "span_id", "count", "wasted_ns"}, 2, 0);
  if (analysis == "hops") return pairs(analysis, trees, {"trace_id", "span_id", "queue_ns"}, 1, kLong);
  if (analysis == "critical-path")
    return pairs(analysis, trees, {"trace_id", "span_id", "duration_ns"}, 1, kLong);
  return pairs("joins", trees, {"trace_id", "span_id", "parent_trace_id", "parent_span_id", "confidence"}, 2,
               0.1);
}

constexpr std::array kAnalyses{"blame", "critical-path", "doctor", "hops", "joins", "loops", "waits"};

double part(std::size_t right, std::size_t other) {
  return right + other == 0 ? 1 : static_cast<double>(right) / static_cast<double>(right + other);
}

Score score_of(std::string_view analysis, const History& history, const Trees& trees) {
  Found required;
  std::set<std::string> optional;
  for (const Fact& fact : history.facts) {
    if (fact.analysis != analysis) continue;
    if (fact.is_optional) {
      optional.insert(fact.subject);
    } else {
      required.emplace(fact.subject, fact.answer);
    }
  }
  const Found found = find(analysis, trees);
  Score score{analysis, 0, {}, {}};
  for (const auto& fact : required) {
    if (found.contains(fact)) {
      ++score.right;
    } else {
      score.missed.push_back(fact.first + ": " + fact.second);
    }
  }
  for (const auto& fact : found) {
    if (!required.contains(fact) && !optional.contains(fact.first)) {
      score.wrong.push_back(fact.first + ": " + fact.second);
    }
  }
  return score;
}

}  // namespace

double Score::precision() const { return part(right, wrong.size()); }
double Score::recall() const { return part(right, missed.size()); }

std::vector<Score> score(const History& history) {
  Trees trees;
  for (const MadeTrace& trace : history.traces) trees.push_back(make_tree(trace.spans, trace.id));
  std::vector<Score> scores;
  for (const std::string_view analysis : kAnalyses) scores.push_back(score_of(analysis, history, trees));
  return scores;
}

void add_up(const std::vector<Score>& more, std::vector<Score>& scores) {
  if (scores.empty()) {
    scores = more;
    return;
  }
  for (std::size_t i = 0; i < scores.size(); ++i) {
    scores[i].right += more[i].right;
    std::ranges::copy(more[i].missed, std::back_inserter(scores[i].missed));
    std::ranges::copy(more[i].wrong, std::back_inserter(scores[i].wrong));
  }
}

}  // namespace tracewh::analysis
