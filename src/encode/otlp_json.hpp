#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>

namespace tracewh::encode {

/// OTLP JSON in lines, each a TracesData, as the Collector's file exporter writes them: hexadecimal IDs,
/// 64-bit integers as strings, zero values omitted. Nothing that is stored is lost but the marks of what was
/// repaired.
std::unique_ptr<Encoder> make_otlp_json(std::ostream& out);

/// All traces in one TracesData.
std::unique_ptr<Encoder> make_otlp_json_whole(std::ostream& out);

}  // namespace tracewh::encode
