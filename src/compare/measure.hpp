#pragma once

#include "compare/metric.hpp"
#include "model/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::compare {

/// What is measured: where its keys come from.
enum class Level : std::uint8_t { kOperation, kPath, kTaskType, kWorker, kModel, kRun };

/// `operation`, `path`, `task_type`, `worker`, `model`, `run`.
std::string_view level_name(Level level);

/// The one of that name. Throws base::Error (usage) when there is none.
Level find_level(std::string_view name);

/// What one run says of something: one number, since the run is what is repeated.
struct Sample {
  std::uint32_t run = 0;           ///< which run of its side, from 0: the same in all measures
  double value = 0;                ///< in the metric's unit, finite
  std::uint64_t observations = 0;  ///< spans, calls or tasks that the value is of
  /// How far the value would vary if only chance within the run played a part (see standard_error.hpp); none
  /// when it is unknown.
  std::optional<double> standard_error;
};

/// One metric of one thing, in all runs of both sides. A run that tells nothing of it has no sample; one in
/// which there was none of it has a sample of 0 where that is a number, as for calls and tokens.
struct Measure {
  Level level = Level::kOperation;
  std::string key;
  const Metric* metric = nullptr;  ///< one of metrics()
  std::vector<Sample> base;        ///< by run
  std::vector<Sample> head;
  std::vector<model::TraceId> base_traces;  ///< a few examples
  std::vector<model::TraceId> head_traces;
};

}  // namespace tracewh::compare
