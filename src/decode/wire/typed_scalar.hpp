#pragma once

#include "decode/normalize/attribute_list.hpp"

#include <string_view>

namespace tracewh::decode {

enum class ScalarType { kText, kInteger, kReal, kBool, kBytes };

/// The value of a JSON token that a writer names the type of; bytes are Base64. An integer beyond 64 bits is
/// a real number. Null, and an issue, when it is no such value. Text is kept by `keeper` where it must be.
AttributeValue read_typed_scalar(ScalarType type, std::string_view token, AttributeList& keeper,
                                 IssueCounter& issues);

}  // namespace tracewh::decode
