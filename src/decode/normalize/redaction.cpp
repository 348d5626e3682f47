#include "decode/normalize/redaction.hpp"

#include "base/error.hpp"
#include "base/glob.hpp"
#include "base/hex.hpp"
#include "decode/normalize/secret_key.hpp"
#include "decode/normalize/secret_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <utility>

namespace tracewh::decode {
namespace {

constexpr std::string_view kReplacement = "redacted:";

/// Whether a text is one that was put in the place of a value before, under another key or at another time.
bool is_replacement(std::string_view text) {
  std::array<std::uint8_t, 8> hash{};
  return text.starts_with(kReplacement) && base::from_hex(text.substr(kReplacement.size()), hash);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::array<std::uint8_t, 8> keyed_hash(std::string_view key, std::string_view text) {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> whole{};
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(), whole.data(),
           nullptr) == nullptr) {
    throw base::Error(base::ErrorCode::kOperational, "a value cannot be hashed for redaction");
  }
  std::array<std::uint8_t, 8> hash{};
  std::copy_n(whole.begin(), hash.size(), hash.begin());
  return hash;
}

}  // namespace

Redaction::Redaction(std::vector<std::string> globs, bool secrets, std::string salt)
    : globs_(std::move(globs)), secrets_(secrets), salt_(std::move(salt)) {
  for (std::string& glob : globs_) glob = lower_case(glob);
}

bool Redaction::covers(std::string_view key) const {
  const std::string lower = lower_case(key);
  if (std::ranges::any_of(globs_, [&](const std::string& glob) { return base::matches_glob(glob, lower); })) {
    return true;
  }
  return secrets_ && is_secret_key(key);
}

bool Redaction::covers_member_of(std::string_view text) const {
  for (std::size_t begin = text.find('"'); begin != std::string_view::npos;
       begin = text.find('"', begin + 1)) {
    const std::size_t end = std::min(text.find('"', begin + 1), text.size());
    const std::size_t next = text.find_first_not_of(" \t\r\n", std::min(end + 1, text.size()));
    const bool is_key = next != std::string_view::npos && text[next] == ':';
    if (is_key && covers(text.substr(begin + 1, end - begin - 1))) return true;
  }
  return false;
}

std::optional<std::string> Redaction::without_secrets(std::string_view text) const {
  if (!secrets_) return std::nullopt;
  std::optional<std::string> result;
  for (std::string_view secret = find_secret(text); !secret.empty(); secret = find_secret(text)) {
    if (!result) result.emplace();
    const auto before = static_cast<std::size_t>(secret.data() - text.data());
    *result += text.substr(0, before);
    *result += replacement(AttributeValue::of_text(secret));
    text.remove_prefix(before + secret.size());
  }
  if (result) *result += text;
  return result;
}

std::string Redaction::replacement(const AttributeValue& value) const {
  if (value.type == AttributeValue::Type::kText && is_replacement(value.text)) return std::string(value.text);
  std::string stored;
  if (value.type != AttributeValue::Type::kText) append_stored(stored, value);
  const std::string_view text = value.type == AttributeValue::Type::kText ? value.text : stored;
  return std::string(kReplacement) + base::to_hex(keyed_hash(salt_, text));
}

}  // namespace tracewh::decode
