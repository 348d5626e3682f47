#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tracewh::model {

/// The names of the bits in model::Span::evidence, as the canned queries give them.
std::vector<std::string_view> evidence_names(std::uint8_t evidence);

}  // namespace tracewh::model
