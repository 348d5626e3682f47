#include "analysis/cost.hpp"

#include "analysis/cells.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tracewh::analysis {
namespace {

/// Also a model's call whose tokens nobody counted.
bool is_call(const model::Span& span) {
  return span.role == model::Role::kLlm || span.facet(model::Facet::kInputTokens) != nullptr ||
         span.facet(model::Facet::kOutputTokens) != nullptr || span.facet(model::Facet::kCost) != nullptr;
}

std::int64_t tokens(const model::Span& span, model::Facet which) {
  const model::SpanFacet* facet = span.facet(which);
  return facet == nullptr ? 0 : std::max<std::int64_t>(0, facet->integer());
}

/// The calls of which none is below another.
std::vector<std::uint32_t> lowest_calls(const tree::TraceTree& tree) {
  std::vector<std::uint32_t> calls;
  std::vector<bool> has_call_below(tree.nodes.size());
  for (auto i = static_cast<std::uint32_t>(tree.nodes.size()); i-- > 0;) {
    const bool calls_here = !tree.nodes[i].placeholder() && is_call(tree.span_of(tree.nodes[i]));
    if (calls_here && !has_call_below[i]) calls.push_back(i);
    const std::uint32_t parent = tree.positions[i].parent;
    if (parent != tree::kNone && (calls_here || has_call_below[i])) has_call_below[parent] = true;
  }
  std::ranges::reverse(calls);
  return calls;
}

}  // namespace

Cost::Cost(const Options& options)
    : Analysis({"key", "calls", "input_tokens", "output_tokens", "cost", "priced"}),
      options_(options),
      by_(grouping_from_name(options.text("by"))),
      prices_(options.text("prices")) {}

void Cost::add(const tree::TraceTree& tree, std::vector<model::Row>&) {
  const Groups groups(by_, tree);
  for (const std::uint32_t call : lowest_calls(tree)) {
    for (const std::string& key : keys_of(groups, tree, call))
      add_call(tree.span_of(tree.nodes[call]), sums_[key]);
  }
}

/// What a call counts for: every run that brought it, or the one group to which it belongs.
std::set<std::string> Cost::keys_of(const Groups& groups, const tree::TraceTree& tree,
                                    std::uint32_t call) const {
  if (by_ != Grouping::kRun) return {groups.around(call)};
  std::set<std::string> runs = options_.runs_of(tree);
  return runs.empty() ? std::set<std::string>{""} : runs;
}

void Cost::add_call(const model::Span& span, Sum& sum) const {
  const std::int64_t input = tokens(span, model::Facet::kInputTokens);
  const std::int64_t output = tokens(span, model::Facet::kOutputTokens);
  ++sum.calls;
  sum.input_tokens += input;
  sum.output_tokens += output;
  std::optional<double> cost;
  if (const model::SpanFacet* recorded = span.facet(model::Facet::kCost)) cost = recorded->real();
  if (!cost && input + output > 0) cost = prices_.cost(span.facet_text(model::Facet::kModel), input, output);
  sum.cost += cost.value_or(0);
  sum.priced += cost ? 1 : 0;
}

void Cost::finish(std::vector<model::Row>& rows) {
  std::vector<std::pair<std::string, Sum>> sums(sums_.begin(), sums_.end());
  std::ranges::stable_sort(sums, [](const auto& a, const auto& b) {
    return std::tuple(a.second.cost, a.second.input_tokens + a.second.output_tokens) >
           std::tuple(b.second.cost, b.second.input_tokens + b.second.output_tokens);
  });
  for (const auto& [key, sum] : sums) {
    rows.push_back(row_of(text_cell(key), count_cell(sum.calls), sum.input_tokens, sum.output_tokens,
                          sum.priced == 0 ? model::Value() : model::Value(sum.cost), count_cell(sum.priced)));
  }
}

}  // namespace tracewh::analysis
