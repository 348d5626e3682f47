#pragma once

#include "decode/normalize/attribute_list.hpp"

#include <protozero/pbf_reader.hpp>

#include <string_view>

/// Messages of opentelemetry.proto.common.v1, by field number. Damaged ones throw protozero::exception.
namespace tracewh::decode {

inline std::string_view as_text(protozero::data_view view) { return {view.data(), view.size()}; }

/// Adds one KeyValue to `list`.
void add_otlp_attribute(protozero::pbf_reader message, AttributeList& list, IssueCounter& issues);

/// Adds one EntityRef to the array that is open in `list`.
void add_otlp_entity_ref(protozero::pbf_reader message, AttributeList& list);

}  // namespace tracewh::decode
