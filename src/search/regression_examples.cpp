#include "search/regression_examples.hpp"

#include "analysis/path_walk.hpp"
#include "base/time.hpp"
#include "query/internal_query.hpp"
#include "query/trace_finder.hpp"
#include "search/run_key.hpp"
#include "search/tree_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>

namespace tracewh::search {
namespace {

using query::kRunSpans;

/// Looks for the trace that shows a value best. Spans are given trace by trace.
class ExampleSearch {
 public:
  ExampleSearch(const compare::Metric& metric, double value) : metric_(metric), value_(value) {}

  void add(const model::TraceId& trace, std::optional<std::int64_t> duration_ns, bool failed) {
    if (trace != trace_) calls_ = 0;
    trace_ = trace;
    ++calls_;
    const double fit = fit_of(duration_ns, failed);
    if (best_ && fit <= best_fit_) return;
    best_ = trace;
    best_fit_ = fit;
  }

  std::optional<model::TraceId> best() const { return best_; }

 private:
  double fit_of(std::optional<std::int64_t> duration_ns, bool failed) const {
    constexpr double kWorst = -std::numeric_limits<double>::infinity();
    if (metric_.name == "error_rate") return failed ? 1 : 0;
    if (metric_.unit != compare::Unit::kNanoseconds) return static_cast<double>(calls_);
    return duration_ns ? -std::abs(static_cast<double>(*duration_ns) - value_) : kWorst;
  }

  const compare::Metric& metric_;
  double value_;
  model::TraceId trace_;
  std::uint64_t calls_ = 0;  ///< in that trace
  std::optional<model::TraceId> best_;
  double best_fit_ = 0;
};

using Searches = std::multimap<RunKey, std::pair<std::size_t, ExampleSearch>>;

/// The best example of each row, in the newest run of a side.
std::vector<std::optional<model::TraceId>> find_examples(const RunSide& side,
                                                         std::span<const ComparedRow> rows,
                                                         std::optional<double> compare::Row::*value) {
  std::vector<std::optional<model::TraceId>> examples(rows.size());
  Searches searches;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const compare::Row& row = rows[i].row;
    searches.emplace(RunKey{row.level, row.key},
                     std::pair(i, ExampleSearch(*row.metric, (row.*value).value_or(0))));
  }
  store::Statement spans = query::prepare(side.reader, kRunSpans);
  spans.bind(1, side.runs.back().id);
  while (spans.step()) {
    const KeyTexts texts{spans.text(kRunSpans["service"]),
                         spans.text(kRunSpans["name"]),
                         static_cast<model::Role>(spans.integer(kRunSpans["role"])),
                         spans.text(kRunSpans["task_type"]),
                         spans.text(kRunSpans["worker"]),
                         spans.text(kRunSpans["model"])};
    const auto duration_ns = spans.is_null(kRunSpans["duration_ns"])
                                 ? std::nullopt
                                 : std::optional(spans.integer(kRunSpans["duration_ns"]));
    for_each_key(texts, [&](const RunKey& key) {
      for (auto [at, end] = searches.equal_range(key); at != end; ++at) {
        at->second.second.add(spans.trace_id(kRunSpans["trace_id"]), duration_ns,
                              spans.integer(kRunSpans["evidence"]) != 0);
      }
    });
  }
  for (const auto& [key, search] : searches) examples[search.first] = search.second.best();
  return examples;
}

/// By operation, what critical paths of a trace consist of.
std::map<std::string, std::int64_t> critical_times(TreeLoader& loader, const query::TraceKey& key) {
  std::map<std::string, std::int64_t> times;
  const tree::TraceTree tree = loader.tree(key);
  for (const std::uint32_t root : analysis::path_roots(tree)) {
    const analysis::PathWalk walk = analysis::walk_critical_path(tree, root);
    for (const analysis::Segment& segment : walk.segments) {
      const model::Span& span = tree.span_of(tree.nodes[walk.visits[segment.visit].node]);
      times[operation_key(tree.trace.service_of(span), span.name, span.role)] +=
          segment.end_ns - segment.start_ns;
    }
  }
  return times;
}

std::map<std::string, std::int64_t> critical_times(const RunSide& side, const model::TraceId& trace) {
  const auto key = query::TraceFinder(side.reader).find(trace);
  if (!key) return {};
  TreeLoader loader(side.reader);
  return critical_times(loader, *key);
}

/// The operation that takes more of the critical path than before, the one that grew most.
std::string what_grew(const RunSide& base, const model::TraceId& before, const RunSide& head,
                      const model::TraceId& now) {
  std::map<std::string, std::int64_t> growth = critical_times(head, now);
  for (const auto& [operation, time_ns] : critical_times(base, before)) growth[operation] -= time_ns;
  const auto most = std::ranges::max_element(growth, {}, [](const auto& entry) { return entry.second; });
  if (most == growth.end() || most->second <= 0) return {};
  return fmt::format("{} +{}", most->first, base::format_duration(most->second));
}

}  // namespace

void explain_regressions(const RunSide& base, const RunSide& head, std::span<ComparedRow> rows) {
  if (rows.empty()) return;
  const auto before = find_examples(base, rows, &compare::Row::base);
  const auto now = find_examples(head, rows, &compare::Row::head);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (before[i]) rows[i].row.base_traces = {*before[i]};
    if (now[i]) rows[i].row.head_traces = {*now[i]};
    if (before[i] && now[i]) rows[i].grew = what_grew(base, *before[i], head, *now[i]);
  }
}

}  // namespace tracewh::search
