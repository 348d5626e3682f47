#pragma once

#include "decode/normalize/attribute_value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::decode {

/// What must not be stored: the values of some attributes, and secrets in any text; and what takes their
/// place. Immutable.
class Redaction {
 public:
  /// Covers the keys that match one of `globs`, in which `*` stands for any text, whatever their case. With
  /// `secrets` also those that usually hold secrets, see is_secret_key(), and what looks like a secret in any
  /// text, see find_secret(). `salt` makes the hashes of one database differ from those of another.
  Redaction(std::vector<std::string> globs, bool secrets, std::string salt);

  bool covers(std::string_view key) const;

  /// Whether text shows a member of a JSON object, whole or not, whose key is covered.
  bool covers_member_of(std::string_view text) const;

  /// `text` with a replacement in the place of each part that looks like a secret; none when there is no such
  /// part.
  std::optional<std::string> without_secrets(std::string_view text) const;

  /// `redacted:` and 16 hexadecimal digits of the value's HMAC-SHA-256 under the salt: equal for equal
  /// values, also where one format has a number and another its text.
  std::string replacement(const AttributeValue& value) const;

 private:
  std::vector<std::string> globs_;
  bool secrets_;
  std::string salt_;
};

/// The key by which the message of a span's status is redacted, as formats without that field name it.
inline constexpr std::string_view kStatusMessageKey = "otel.status_description";

}  // namespace tracewh::decode
