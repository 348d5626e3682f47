#include "decode/normalize/redaction.hpp"

#include "base/hex.hpp"
#include "decode/normalize/semantics.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nettle/hmac.h>
#include <span>
#include <utility>

namespace tracewh::decode {
namespace {

constexpr auto kSecretKeys = std::to_array<std::string_view>(
    {"authorization", "*.authorization", "*-authorization", "cookie", "*.cookie", "set-cookie",
     "*.set-cookie", "*password*", "*passwd*", "*secret*", "*token*", "*api_key*", "*api-key*", "*apikey*"});

// Counts of tokens look like tokens by their keys.
constexpr auto kTokenCountKeys =
    std::to_array<std::string_view>({"*_tokens", "*_tokens.*", "*token_count*", "*token.count*",
                                     "*token.usage*", "*token.type", "*usage*tokens*", "*maxtokens"});

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool matches_any(std::span<const std::string_view> globs, std::string_view key) {
  return std::ranges::any_of(globs, [&](std::string_view glob) { return matches_glob(glob, key); });
}

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::array<std::uint8_t, 8> keyed_hash(std::string_view key, std::string_view text) {
  hmac_sha256_ctx context;
  hmac_sha256_set_key(&context, key.size(), bytes_of(key));
  hmac_sha256_update(&context, text.size(), bytes_of(text));
  std::array<std::uint8_t, 8> hash{};
  hmac_sha256_digest(&context, hash.size(), hash.data());
  return hash;
}

}  // namespace

Redaction::Redaction(std::vector<std::string> globs, bool secrets, std::string salt)
    : globs_(std::move(globs)), secrets_(secrets), salt_(std::move(salt)) {
  for (std::string& glob : globs_) glob = lower_case(glob);
}

bool Redaction::covers(std::string_view key) const {
  const std::string lower = lower_case(key);
  if (std::ranges::any_of(globs_, [&](const std::string& glob) { return matches_glob(glob, lower); })) {
    return true;
  }
  return secrets_ && matches_any(kSecretKeys, lower) && !matches_any(kTokenCountKeys, lower);
}

std::string Redaction::replacement(const AttributeValue& value) const {
  std::string stored;
  if (value.type != AttributeValue::Type::kText) append_stored(stored, value);
  const std::string_view text = value.type == AttributeValue::Type::kText ? value.text : stored;
  return "redacted:" + base::to_hex(keyed_hash(salt_, text));
}

}  // namespace tracewh::decode
