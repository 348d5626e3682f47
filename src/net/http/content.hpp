#pragma once

#include "net/http/refusal.hpp"
#include "net/transport/byte_budget.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace tracewh::net {

/// The content codings that bodies may have.
inline constexpr std::string_view kContentCodings = "gzip, deflate, zstd";

/// Whether bodies in this content coding can be read; the empty one is none.
bool knows_coding(std::string_view coding);

/// The body without its content coding, or why it cannot be had: 400 for a damaged one, 413 for one that is
/// larger than base::limits::kBodyBytes, 429 when `memory` cannot hold it, both found out while it grows; 415
/// for a coding that is not known.
std::variant<std::string, Problem> decode_content(std::string_view coding, std::string body,
                                                  ByteBudget::Share& memory);

}  // namespace tracewh::net
