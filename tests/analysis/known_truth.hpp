#pragma once

#include "analysis/separate_work.hpp"
#include "analysis/work_trace.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Histories of a multi-agent system of which it is known what went wrong.
namespace tracewh::analysis {

/// What can be planted in a hand-off of work.
enum class Fault : std::uint8_t {
  kSlowWorker,
  kQueueing,
  kRetryStorm,
  kPingPong,
  kAbsorbedError,
  kFatalError,
  kOkOverException,
  kLostContext,        ///< the worker began a trace of its own, and names its message or task
  kLostContextAndIds,  ///< and names neither
  kLinkedTrace,        ///< the worker began a trace of its own, and links to what it was sent
  kTruncatedId,
  kMissingExporter,  ///< nothing of the worker is stored
  kSkewedClock,
};

std::span<const Fault> all_faults();
std::string_view to_string(Fault fault);

/// Spans of one trace ID, not yet a tree.
struct MadeTrace {
  model::TraceId id;
  std::vector<WorkSpan> spans;
};

/// What an analysis has to find: about each subject this answer, and none about others.
struct Fact {
  std::string_view analysis;
  std::string subject;
  std::string answer;
  std::vector<SpanPlace> told_by{};  ///< the spans without which it cannot be found
  bool is_optional = false;          ///< whatever is said about the subject, or that nothing is, is right
};

struct History {
  std::vector<MadeTrace> traces;
  std::vector<Fact> facts;
};

/// What lasts longer in these histories is slow, and nothing else does.
inline constexpr std::int64_t kLongNs = 30'000'000'000;

/// So many tasks, the same for the same seed. One of three has a fault, all of `faults` in turn, and where
/// there are several of them, perhaps a second one.
History make_history(std::uint64_t seed, std::size_t tasks, std::span<const Fault> faults);

/// Without `fraction` of the spans, and with the facts that are left then: a failure is blamed on the first
/// span on its way that is left, a join needs its spans, and whatever lacks others of its spans is optional,
/// as is what the loss itself does to waits and to the instrumentation.
History lose_spans(const History& complete, double fraction, std::uint64_t seed);

}  // namespace tracewh::analysis
