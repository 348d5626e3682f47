#pragma once

#include "content/value.hpp"

#include <protozero/pbf_writer.hpp>

#include <cstdint>

namespace tracewh::encode {

/// Adds `attributes` as messages KeyValue (opentelemetry.proto.common.v1) in field `field`.
void add_key_values(protozero::pbf_writer& message, std::uint32_t field,
                    const content::Attributes& attributes);

/// Adds an entity reference, whose members have the names of OTLP JSON, as message EntityRef in field
/// `field`.
void add_entity_ref(protozero::pbf_writer& message, std::uint32_t field, const content::Attributes& ref);

}  // namespace tracewh::encode
