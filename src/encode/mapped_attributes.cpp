#include "encode/mapped_attributes.hpp"

#include <string_view>

namespace tracewh::encode {

content::Attributes mapped_attributes(const model::Span& span, const model::Scope& scope,
                                      const content::Attributes& attributes) {
  constexpr std::string_view kCopyKey = "tracewh.copy";
  content::Attributes mapped;
  const auto add = [&](std::string_view key, std::string_view text) {
    if (!text.empty()) mapped.push_back({key, {text}});
  };
  add("otel.scope.name", scope.name);
  add("otel.scope.version", scope.version);
  if (span.status != model::StatusCode::kUnset) {
    add("otel.status_code", span.status == model::StatusCode::kOk ? "OK" : "ERROR");
  }
  add("otel.status_description", span.status_message);
  add("w3c.tracestate", span.payload->trace_state);
  if (content::find(attributes, kCopyKey) == nullptr) add(kCopyKey, "true");
  return mapped;
}

}  // namespace tracewh::encode
