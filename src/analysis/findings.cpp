#include "analysis/findings.hpp"

#include <array>

namespace tracewh::analysis {
namespace {

constexpr std::string_view kError = "error";
constexpr std::string_view kWarning = "warning";

constexpr std::array kKinds{
    FindingKind{
        "separate_traces", kError,
        "a worker began a trace of its own although another trace sent it the task: its context was not "
        "extracted, or one side writes W3C headers and the other B3",
        "extract the context from the message before the worker's span is started; set the same "
        "propagators on both sides"},
    FindingKind{
        "missing_worker_spans", kError,
        "a task was sent, and no span of a worker took it: the worker exports to another place, or ended "
        "before it flushed",
        "check the worker's exporter and endpoint; shut its tracer provider down before it exits"},
    FindingKind{"truncated_trace_id", kError,
                "the trace has the lower half of another trace's ID: a B3 propagator with 64-bit IDs",
                "let the propagator pass 128-bit trace IDs"},
    FindingKind{"parent_cycle", kError, "the parents of spans lead back to the spans themselves",
                "let the SDK make span IDs, and do not copy them from other spans"},
    FindingKind{"duplicate_span_id", kError, "different spans of a trace have one ID",
                "seed the generator of IDs in each process, after a fork too"},
    FindingKind{"orphan_spans", kError,
                "spans name parents that are not stored: a process does not export, or lost spans",
                "export from every process, flush before it ends, and raise the exporter's queue"},
    FindingKind{"clock_skew", kWarning, "the clock of the service is off against those of its callers",
                "synchronise the clocks of the hosts (NTP)"},
    FindingKind{
        "ok_over_error", kWarning,
        "a span says OK, yet carries an exception or an error attribute: the handler sets OK at the end",
        "set the status ERROR where the exception is recorded, and OK nowhere else"},
    FindingKind{"unfinished_spans", kWarning, "spans have no end: the process ended before they did",
                "end spans in a finally block, and shut the tracer provider down"},
    FindingKind{"negative_duration", kWarning, "spans end before they start",
                "take both times from one clock that does not go back"},
    FindingKind{
        "child_outside_parent", kWarning,
        "spans start before or end after their parents, in the same service: parents that do not wait",
        "end the parent after its children, or link instead of nesting what is not waited for"},
    FindingKind{"missing_root", kWarning,
                "the trace has spans, and no root: the process that began it does not export",
                "export from the process that begins traces"},
    FindingKind{"several_roots", kWarning,
                "the trace has several roots: context was lost, and the trace ID kept",
                "pass the whole context, not the trace ID alone"},
    FindingKind{"missing_service_name", kWarning, "the resource has no service.name",
                "set OTEL_SERVICE_NAME for every process"},
    FindingKind{"missing_task_id", kWarning,
                "tasks carry no ID, so that messages and workers cannot be matched to them",
                "set multiagent.task.id when the task's span is started"},
    FindingKind{"pending_message_id", kWarning, "messages carry the placeholder 'pending' as their ID",
                "set multiagent.message.id once the message has one"},
    FindingKind{"suspected_sampling", kWarning,
                "most traces lack parents: processes sample on their own instead of following their parents",
                "use a parent-based sampler in every process"},
};

}  // namespace

std::span<const FindingKind> finding_kinds() { return kKinds; }

void Findings::add(std::string_view code, std::string_view service, const Finding& more) {
  ByService& by_service = findings_[code];
  const auto found = by_service.find(service);
  if (found == by_service.end()) {
    by_service.emplace(std::string(service), more);
    return;
  }
  Finding& finding = found->second;
  finding.count += more.count;
  if (more.value_ns && std::abs(*more.value_ns) > std::abs(finding.value_ns.value_or(0))) {
    finding.value_ns = more.value_ns;
  }
}

void Findings::add(std::string_view code, std::string_view service, const model::TraceId& trace,
                   model::SpanId span) {
  add(code, service, {1, trace, span, std::nullopt});
}

void Findings::add(const Findings& other) {
  for (const auto& [code, by_service] : other.findings_) {
    for (const auto& [service, finding] : by_service) add(code, service, finding);
  }
}

const Findings::ByService& Findings::of(std::string_view code) const {
  static const ByService kNone;
  const auto found = findings_.find(code);
  return found == findings_.end() ? kNone : found->second;
}

}  // namespace tracewh::analysis
