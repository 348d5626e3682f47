#pragma once

#include "ingest/sampler.hpp"
#include "model/batch.hpp"
#include "store/retain/keep_rule.hpp"
#include "store/retain/sampled_traces.hpp"

#include <functional>
#include <optional>

namespace tracewh::ingest {

/// Which traces are kept: those that the sampler chooses and, when a rule is given, those that it names.
struct Sampling {
  Sampler sampler;
  std::optional<store::KeepRule> keep;  ///< without one, spans of other traces are never stored

  /// What decides about traces that were not chosen.
  store::KeepRule rule() const { return keep.value_or(store::KeepRule{}); }
};

/// Calls `action` with the ID of each trace in `batch` that the sampler does not choose, at least once.
void for_each_unchosen(const model::Batch& batch, const Sampler& sampler,
                       const std::function<void(const model::TraceId&)>& action);

/// Takes the spans of traces that the sampler does not choose out of `batch`, and counts them.
store::DroppedCounts drop_unchosen(model::Batch& batch, const Sampler& sampler,
                                   store::SampledTraces& sampled);

}  // namespace tracewh::ingest
