#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::model {

enum class Comparison : std::uint8_t {
  kEqual,
  kUnequal,  ///< it is there, with another value
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kExists
};

/// An attribute that a span must have. A string equals `value` to the letter, a number what `value` reads as.
/// By order only numbers are compared, and strings that read as one.
struct AttributeCondition {
  std::string key;
  std::string value{};
  Comparison comparison = Comparison::kEqual;
};

/// Reads `KEY=VALUE`, `KEY!=VALUE`, and `KEY<NUMBER`, `<=`, `>`, `>=`. A key in double quotes, in which `\`
/// takes the next character as it is, may hold these signs. None when `text` is anything else.
std::optional<AttributeCondition> parse_condition(std::string_view text);

/// Of 64 bits of mantissa here, so that integers stay exact.
using Number = long double;

/// What a text reads as.
std::optional<Number> parse_number(std::string_view text);

/// Whether two numbers are as `comparison` wants them; it is none of kUnequal and kExists.
bool compare(Number left, Comparison comparison, Number right);

}  // namespace tracewh::model
