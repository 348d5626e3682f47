#include "analysis/explain.hpp"

#include "analysis/cells.hpp"
#include "analysis/significance.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace tracewh::analysis {
namespace {

// One trace has everything in common with itself.
constexpr std::uint64_t kFewestTraces = 2;

/// What is found out about one value of a factor.
struct Finding {
  FactorCount count;
  double lift = 0;
  double p_value = 0;
  double q_value = 0;
};

auto rank(const Finding& finding) {
  const FactorCount& count = finding.count;
  return std::tuple(finding.q_value, -finding.lift, finding.p_value, count.factor,
                    std::string_view(count.key), std::string_view(count.value));
}

/// How much more often than in all traces the value is in the chosen ones.
double lift_of(const FactorCount& count, std::uint64_t in_total, std::uint64_t out_total) {
  const auto in_chosen = static_cast<double>(count.in_count) / static_cast<double>(in_total);
  const auto in_all =
      static_cast<double>(count.in_count + count.out_count) / static_cast<double>(in_total + out_total);
  return in_chosen / in_all;
}

std::vector<Finding> findings_of(const FactorCounts& counts) {
  std::vector<Finding> findings;
  std::vector<double> p_values;
  // Many values are in as many traces as others.
  std::map<std::pair<std::uint64_t, std::uint64_t>, double> known;
  for (FactorCount& count : counts.telling()) {
    const auto [p_value, is_new] = known.try_emplace({count.in_count, count.out_count});
    if (is_new) {
      p_value->second =
          fisher_exact({count.in_count, counts.in_total(), count.out_count, counts.out_total()});
    }
    p_values.push_back(p_value->second);
    const double lift = lift_of(count, counts.in_total(), counts.out_total());
    findings.push_back({std::move(count), lift, p_value->second});
  }
  const std::vector<double> q_values = false_discovery_rates(p_values);
  for (std::size_t i = 0; i < findings.size(); ++i) findings[i].q_value = q_values[i];
  std::ranges::sort(findings, [](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
  return findings;
}

}  // namespace

Explain::Explain(const Options& options)
    : Analysis({"factor", "key", "value", "in_count", "in_total", "out_count", "out_total", "lift", "p_value",
                "q_value"}),
      options_(options) {}

void Explain::add(const tree::TraceTree& tree, std::vector<model::Row>&) {
  const auto is_chosen = [this](const tree::JoinedPart& part) { return options_.is_chosen(part.trace_id); };
  counts_.add(tree, std::ranges::any_of(tree.parts, is_chosen));
}

void Explain::finish(std::vector<model::Row>& rows) {
  const std::uint64_t in_total = counts_.in_total();
  const std::uint64_t out_total = counts_.out_total();
  if (std::min(in_total, out_total) < kFewestTraces) {
    throw base::Error(base::ErrorCode::kUnanswerable,
                      fmt::format("too little data: {} to explain and {} others, where {} traces of each "
                                  "are the least that can be compared",
                                  in_total, out_total, kFewestTraces));
  }
  for (const auto& [count, lift, p_value, q_value] : findings_of(counts_)) {
    rows.push_back(row_of(text_cell(to_string(count.factor)), text_cell(count.key), text_cell(count.value),
                          count_cell(count.in_count), count_cell(in_total), count_cell(count.out_count),
                          count_cell(out_total), lift, p_value, q_value));
  }
}

}  // namespace tracewh::analysis
