#include "analysis/known_truth.hpp"
#include "bench/random.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tracewh::analysis {
namespace {

/// What the loss of spans does to an instrumentation.
constexpr const char* kCodesOfLoss[] = {"missing_root", "missing_worker_spans", "orphan_spans",
                                        "suspected_sampling"};

/// Moves the rest to `left`, and tells what is lost.
std::set<SpanPlace> drop_spans(const std::vector<MadeTrace>& traces, double fraction, bench::Random& random,
                               std::vector<MadeTrace>& left) {
  std::set<SpanPlace> lost;
  for (const MadeTrace& trace : traces) {
    MadeTrace kept{trace.id, {}};
    for (const WorkSpan& span : trace.spans) {
      if (random.chance(fraction)) {
        lost.insert({trace.id, model::SpanId{span.id}});
      } else {
        kept.spans.push_back(span);
      }
    }
    if (!kept.spans.empty()) left.push_back(std::move(kept));
  }
  return lost;
}

}  // namespace

History lose_spans(const History& complete, double fraction, std::uint64_t seed) {
  bench::Random random(seed);
  History left;
  const std::set<SpanPlace> lost = drop_spans(complete.traces, fraction, random, left.traces);
  const auto is_lost = [&](const SpanPlace& place) { return lost.contains(place); };
  for (Fact fact : complete.facts) {
    const bool lacks_spans = std::ranges::any_of(fact.told_by, is_lost);
    if (fact.analysis == "blame") {
      const auto first = std::ranges::find_if_not(fact.told_by, is_lost);
      if (first == fact.told_by.end()) continue;
      fact.answer = to_string(first->span_id);
    } else if (lacks_spans && fact.analysis == "joins") {
      continue;
    } else if (lacks_spans) {
      fact.is_optional = true;
    }
    // Where what took long is lost, nothing was at work for long.
    if (lacks_spans && fact.analysis == "critical-path")
      left.facts.push_back({"waits", fact.subject, {}, {}, true});
    left.facts.push_back(std::move(fact));
  }
  for (const char* code : kCodesOfLoss) {
    left.facts.push_back({"doctor", code, {}, {}, true});
  }
  return left;
}

}  // namespace tracewh::analysis
