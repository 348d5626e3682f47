#include "analysis/retries.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace tracewh::analysis {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

}  // namespace

void Retries::add(const tree::TraceTree& tree, std::uint32_t node, std::size_t lane) {
  const tree::Node& at = tree.nodes[node];
  const model::Span& span = tree.span_of(at);
  const std::string_view task = span.facet_text(model::Facet::kTaskId);
  if (task.empty() || !at.has_start()) return;
  attempts_[{std::string(task), std::string(span.name)}].push_back(
      {at.start_ns, span.duration_ns() ? at.end_ns : kNever, lane});
}

std::vector<std::uint64_t> Retries::count(std::size_t lanes) {
  std::vector<std::uint64_t> counts(lanes);
  for (auto& [operation, attempts] : attempts_) {
    std::ranges::sort(attempts, {}, [](const Attempt& attempt) {
      return std::tuple(attempt.start_ns, attempt.end_ns, attempt.lane);
    });
    std::int64_t first_end_ns = kNever;
    for (const Attempt& attempt : attempts) {
      counts[attempt.lane] += first_end_ns <= attempt.start_ns ? 1 : 0;
      first_end_ns = std::min(first_end_ns, attempt.end_ns);
    }
  }
  return counts;
}

}  // namespace tracewh::analysis
