#include "search/tree_loader.hpp"

#include "base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace tracewh::search {
namespace {

void add_names(std::vector<std::string>& names, std::vector<std::string> more) {
  std::ranges::move(more, std::back_inserter(names));
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
}

/// Puts what a summary counts of another trace to that of the one on top.
void add_summary(model::TraceSummary& to, model::TraceSummary more) {
  to.spans += more.spans;
  to.errors += more.errors;
  to.orphans += more.orphans;
  to.unfinished += more.unfinished;
  add_names(to.services, std::move(more.services));
  add_names(to.agents, std::move(more.agents));
}

}  // namespace

TreeChanges changes_of(std::span<const query::Argument> arguments) {
  const auto is_set = [&](std::string_view name) {
    const auto argument = std::ranges::find(arguments, name, &query::Argument::name);
    return argument != arguments.end() && argument->value == model::Value(std::int64_t{1});
  };
  return {is_set("joined"), is_set("fix_skew")};
}

TreeChanges changes_of(const Question& question) {
  const auto is_set = [&](const char* name) {
    const auto given = question.given.texts.find(name);
    const query::Parameter* parameter = query::find_parameter(*question.query, name);
    // The SQL of a query can have a parameter of that name for itself.
    const bool is_change = parameter != nullptr && (parameter->selects || !question.query->analysis.empty());
    return is_change && given != question.given.texts.end() && given->second == "true";
  };
  return {is_set("joined"), is_set("fix_skew")};
}

TreeLoader::TreeLoader(store::Reader& reader, TreeChanges changes, query::Payloads payloads)
    : summaries_(reader), traces_(reader, payloads), changes_(changes) {
  if (changes.joined) joins_.emplace(reader);
}

JoinedGroup TreeLoader::group_of(const query::TraceKey& trace) {
  return joins_ ? joins_->group_of(trace) : JoinedGroup{{trace}, {}};
}

std::vector<MatchedTrace> TreeLoader::distinct(std::vector<MatchedTrace> traces) {
  if (!joins_) return traces;
  std::vector<MatchedTrace> tops;
  std::map<model::TraceId, std::size_t> positions;
  for (MatchedTrace& match : traces) {
    const query::TraceKey top = group_of(match.trace).traces.front();
    const auto [position, is_new] = positions.try_emplace(top.id, tops.size());
    if (is_new) tops.push_back({top, {}});
    std::vector<model::SpanId>& spans = tops[position->second].spans;
    std::ranges::move(match.spans, std::back_inserter(spans));
    std::ranges::sort(spans);
  }
  return tops;
}

tree::TraceTree TreeLoader::build(const JoinedGroup& group, std::size_t max_spans) {
  std::vector<model::Trace> parts;
  std::size_t left = max_spans;
  for (const query::TraceKey& trace : group.traces) {
    parts.push_back(traces_.load(trace, left));
    left -= parts.back().spans.size();
  }
  std::vector<tree::Join> joins;
  for (const UsedJoin& used : group.joins) joins.push_back(used.join);
  tree::ResolvedTrace resolved = tree::join(std::move(parts), joins);
  std::vector<analysis::ClockShift> shifts;
  tree::TraceTree tree = changes_.fix_skew ? analysis::build_aligned_tree(std::move(resolved), shifts)
                                           : tree::build_tree(std::move(resolved));
  count(group, shifts);
  return tree;
}

void TreeLoader::count(const JoinedGroup& group, const std::vector<analysis::ClockShift>& shifts) {
  if (group.joins.empty() && shifts.empty()) return;
  if (!counted_.insert(group.traces.front().id).second) return;
  for (const UsedJoin& used : group.joins) ++used_joins_[used.rule];
  for (const auto& [service, shift_ns] : shifts) {
    Moved& moved = moved_[service];
    ++moved.traces;
    if (std::abs(shift_ns) > std::abs(moved.most_ns)) moved.most_ns = shift_ns;
  }
}

JoinedGroup TreeLoader::joined_to(const query::TraceKey& trace) {
  JoinedGroup group = group_of(trace);
  count(group, {});
  return group;
}

bool TreeLoader::is_top(const query::TraceKey& trace) {
  return group_of(trace).traces.front().id == trace.id;
}

tree::TraceTree TreeLoader::tree(const query::TraceKey& trace, std::size_t max_spans) {
  return build(group_of(trace), max_spans);
}

LoadedTrace TreeLoader::load(const query::TraceKey& trace) {
  const JoinedGroup group = group_of(trace);
  model::TraceSummary summary = summaries_.load(group.traces.front());
  for (std::size_t i = 1; i < group.traces.size(); ++i)
    add_summary(summary, summaries_.load(group.traces[i]));
  tree::TraceTree tree = build(group, query::kMaxSpans);
  if (group.traces.size() > 1) summary.orphans = tree.counts.orphans;
  if (tree.start_ns != 0 && (changes_.fix_skew || group.traces.size() > 1)) {
    summary.start_ns = tree.start_ns;
    summary.end_ns = tree.end_ns;
    summary.duration_ns = tree.end_ns - tree.start_ns;
  }
  return {std::move(summary), std::move(tree)};
}

std::vector<std::string> TreeLoader::notes() const {
  std::vector<std::string> notes;
  for (const auto& [rule, count] : used_joins_) {
    notes.push_back(fmt::format("{} {} by {}", count, count == 1 ? "join" : "joins", rule));
  }
  for (const auto& [service, moved] : moved_) {
    notes.push_back(fmt::format("the clock of {} was moved by {}{}{} in {} {}", service,
                                moved.traces > 1 ? "up to " : "", moved.most_ns < 0 ? "-" : "+",
                                base::format_duration(std::abs(moved.most_ns)), moved.traces,
                                moved.traces == 1 ? "trace" : "traces"));
  }
  return notes;
}

}  // namespace tracewh::search
