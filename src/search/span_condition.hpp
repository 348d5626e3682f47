#pragma once

#include "content/content_reader.hpp"
#include "model/attribute_condition.hpp"
#include "model/enums.hpp"
#include "model/span.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

/// What spans are searched for by: tags, as Jaeger and Zipkin call attributes wherever they are.
namespace tracewh::search {

using model::AttributeCondition, model::Comparison;

/// What a span shares with many others, taken apart.
struct SharedParts {
  std::int32_t kind = 0;
  model::StatusCode status = model::StatusCode::kUnset;
  std::string_view scope_name;
  std::string_view scope_version;
  content::Attributes resource;
  content::Attributes scope;
};

/// What these parts say of a condition: it holds, it cannot, or none when the span itself has to be asked.
/// Keys that Jaeger knows, such as `span.kind` and `resource.…`, mean what they mean there.
std::optional<bool> holds_for_all(const AttributeCondition& condition, const SharedParts& parts);

/// Whether the condition is one on the evidence of failure: `error` true or false, or that it is there.
bool asks_for_evidence(const AttributeCondition& condition);

/// Whether a span meets a condition that its shared parts leave open, by its attributes, events or links, or
/// by the evidence.
bool holds(const AttributeCondition& condition, const content::SpanContent& span, model::StatusCode status,
           std::uint8_t evidence);

}  // namespace tracewh::search
