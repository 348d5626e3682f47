#include "search/run_value_list.hpp"

#include "compare/standard_error.hpp"

namespace tracewh::search {

void RunValueList::add(const RunKey& key, std::string_view metric, double value, std::uint64_t observations,
                       std::optional<double> standard_error) {
  const compare::Metric& found = compare::find_metric(metric);
  if (choice_.wants(key.level, found)) values_.push_back({key, &found, value, observations, standard_error});
}

void RunValueList::add(const RunKey& key, const CallSums& sums) {
  const auto spans = static_cast<double>(sums.spans);
  add(key, "error_rate", static_cast<double>(sums.errors) / spans, sums.spans,
      compare::share_error(sums.errors, sums.spans));
  if (tasks_ == 0) return;
  const auto tasks = static_cast<double>(tasks_);
  // As if calls came independently of each other: their number then varies by its root.
  add(key, "calls_per_task", spans / tasks, sums.spans, std::sqrt(spans) / tasks);
  if (sums.tokens != 0) add(key, "tokens", static_cast<double>(sums.tokens) / tasks, sums.spans);
  if (sums.cost != 0) add(key, "cost", sums.cost / tasks, sums.spans);
}

}  // namespace tracewh::search
