#include "model/span.hpp"

namespace tracewh::model {
namespace {

/// The first of the facets that the span has.
std::string_view first_text(const Span& span, std::initializer_list<Facet> facets) {
  for (const Facet facet : facets) {
    if (const std::string_view text = span.facet_text(facet); !text.empty()) return text;
  }
  return {};
}

}  // namespace

std::string_view actor(const Span& span) {
  return first_text(span, {Facet::kWorkerId, Facet::kAgent, Facet::kOrchestratorId});
}

std::string_view detail(const Span& span) {
  switch (span.role) {
    case Role::kTask:
      return first_text(span, {Facet::kTaskName, Facet::kTaskId});
    case Role::kWorker:
      return span.facet_text(Facet::kWorkerCapability);
    case Role::kMessage:
      return span.facet_text(Facet::kMessageType);
    case Role::kLlm:
      return span.facet_text(Facet::kModel);
    case Role::kTool:
      return span.facet_text(Facet::kTool);
    case Role::kSession:
      return span.facet_text(Facet::kSessionId);
    case Role::kAgent:
    case Role::kStorage:
    case Role::kMemory:
    case Role::kOther:
      break;
  }
  return {};
}

std::string_view failure_message(const Span& span) {
  return span.status_message.empty() ? span.error_message : span.status_message;
}

}  // namespace tracewh::model
