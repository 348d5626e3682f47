#pragma once

#include "net/http/request_error.hpp"
#include "net/transport/byte_budget.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace tracewh::net {

/// The content codings that bodies may have.
inline constexpr std::string_view kContentCodings = "gzip, deflate, zstd";

/// Whether bodies in this content coding can be read; the empty one is none.
bool knows_coding(std::string_view coding);

/// A body is in a content coding that is not known.
RequestError unknown_coding();

/// The body without its content coding, or why it cannot be had: it is damaged, larger than
/// base::limits::kBodyBytes or than what `memory` can hold, both found out while it grows, or its coding is
/// not known.
std::variant<std::string, RequestError> decode_content(std::string_view coding, std::string body,
                                                       ByteBudget::Share& memory);

}  // namespace tracewh::net
