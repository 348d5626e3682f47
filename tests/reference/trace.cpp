#include "reference/trace.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace tracewh::reference {
namespace {

using model::Facet, model::Role;

bool is_error_reply(const Span& span) {
  return span.role == Role::kMessage && span.facet_text(Facet::kMessageType) == "error";
}

bool answers_for_replies(const Span& span) {
  return span.role == Role::kTask || span.role == Role::kWorker || span.role == Role::kAgent;
}

/// An error reply counts against all above it that answer for replies, up to the nearest task.
void climb(std::map<model::SpanId, Span>& spans, const Span& reply) {
  std::set<model::SpanId> passed;
  auto at = spans.find(reply.parent_span_id);
  while (at != spans.end() && passed.insert(at->first).second) {
    Span& span = at->second;
    if (answers_for_replies(span)) {
      span.evidence = static_cast<std::uint8_t>(span.evidence | model::evidence::kErrorReply);
    }
    if (span.role == Role::kTask) return;
    at = spans.find(span.parent_span_id);
  }
}

/// The smallest is the root. Of equal spans the smaller ID, read as a signed integer, as it is stored.
auto root_order(const Span& span) {
  return std::tuple(span.parent_span_id.valid(), !span.known_start_ns(), span.known_start_ns(),
                    static_cast<std::int64_t>(span.span_id.value));
}

std::string actor(const Span& span) {
  for (const Facet facet : {Facet::kWorkerId, Facet::kAgent, Facet::kOrchestratorId}) {
    if (const std::string text = span.facet_text(facet); !text.empty()) return text;
  }
  return {};
}

}  // namespace

Trace make_trace(std::map<model::SpanId, Span> spans) {
  for (const auto& [id, span] : spans) {
    if (is_error_reply(span)) climb(spans, span);
  }
  Trace trace;
  trace.root = spans.begin()->first;
  for (const auto& [id, span] : spans) {
    if (root_order(span) < root_order(spans.at(trace.root))) trace.root = id;
    if (const auto start = span.known_start_ns()) {
      trace.start_ns = std::min(trace.start_ns.value_or(*start), *start);
      // None is less than any time.
      trace.end_ns = std::max(trace.end_ns, std::optional(span.last_ns()));
    }
    trace.duration_ns = std::max(trace.duration_ns, span.duration_ns());
    trace.errors += span.evidence != 0 ? 1 : 0;
    trace.orphans += span.parent_span_id.valid() && !spans.contains(span.parent_span_id) ? 1 : 0;
    trace.unfinished += span.finished() ? 0 : 1;
    trace.services.insert(span.service);
    trace.agents.insert(actor(span));
  }
  if (trace.start_ns) {
    trace.duration_ns = std::max(trace.duration_ns, std::optional(*trace.end_ns - *trace.start_ns));
  } else if (trace.duration_ns == 0) {
    trace.duration_ns.reset();
  }
  trace.services.erase("");
  trace.agents.erase("");
  trace.spans = std::move(spans);
  return trace;
}

}  // namespace tracewh::reference
