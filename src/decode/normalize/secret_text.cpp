#include "decode/normalize/secret_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tracewh::decode {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alphanumeric(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z'); }
bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_base64url(char c) { return is_alphanumeric(c) || c == '-' || c == '_'; }

/// How many characters at the front of `text` are of one kind.
template <typename IsOfKind>
std::size_t run_length(std::string_view text, IsOfKind is_of_kind) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_of_kind) - text.begin());
}

// Each of these gives how many bytes a secret at the front of `text` has, 0 when there is none.

std::size_t pem_length(std::string_view text) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kEnd = "-----END ";
  constexpr std::string_view kDashes = "-----";
  if (!text.starts_with(kBegin)) return 0;
  const std::size_t label =
      run_length(text.substr(kBegin.size()), [](char c) { return is_upper(c) || is_digit(c) || c == ' '; });
  if (!text.substr(kBegin.size() + label).starts_with(kDashes)) return 0;
  const std::size_t end = text.find(kEnd, kBegin.size() + label);
  if (end == std::string_view::npos) return text.size();
  const std::size_t dashes = text.find(kDashes, end + kEnd.size());
  return dashes == std::string_view::npos ? text.size() : dashes + kDashes.size();
}

/// Parts in base64url, the first of which, of `header` bytes, begins as a JSON object does.
std::size_t web_token_length(std::string_view text, std::size_t header) {
  constexpr std::size_t kLeastHeader = 8;
  constexpr std::size_t kLeastClaims = 4;
  if (!text.starts_with("eyJ") || header < kLeastHeader || !text.substr(header).starts_with('.')) return 0;
  const std::string_view rest = text.substr(header);
  if (run_length(rest.substr(1), is_base64url) < kLeastClaims) return 0;
  return header + run_length(rest, [](char c) { return is_base64url(c) || c == '.'; });
}

/// Words behind `sk-`, as in `sk-learn-pipeline`, are no key: that has digits, or more letters than a word.
std::size_t model_key_length(std::string_view text, std::size_t length) {
  constexpr std::string_view kPrefix = "sk-";
  constexpr std::size_t kLeast = 16;
  constexpr std::size_t kLongestWord = 20;
  constexpr std::size_t kTelling = 256;  // so many bytes tell; else a long text would be read again and again
  if (!text.starts_with(kPrefix) || length < kPrefix.size() + kLeast) return 0;
  const std::string_view key = text.substr(kPrefix.size(), std::min(length - kPrefix.size(), kTelling));
  const bool is_random =
      std::ranges::any_of(key, is_digit) || run_length(key, is_alphanumeric) >= kLongestWord;
  return is_random ? length : 0;
}

std::size_t github_token_length(std::string_view text) {
  constexpr std::size_t kLeast = 20;
  constexpr auto kPrefixes =
      std::to_array<std::string_view>({"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"});
  for (const std::string_view prefix : kPrefixes) {
    if (!text.starts_with(prefix)) continue;
    const std::size_t key =
        run_length(text.substr(prefix.size()), [](char c) { return is_alphanumeric(c) || c == '_'; });
    if (key >= kLeast) return prefix.size() + key;
  }
  return 0;
}

std::size_t aws_key_length(std::string_view text) {
  constexpr std::size_t kLength = 20;
  if (!text.starts_with("AKIA") && !text.starts_with("ASIA")) return 0;
  text = text.substr(0, kLength + 1);
  const auto is_of_key = [](char c) { return is_upper(c) || is_digit(c); };
  const bool is_key = run_length(text, is_of_key) == kLength && run_length(text, is_alphanumeric) == kLength;
  return is_key ? kLength : 0;
}

/// `run` is how many bytes of base64url are at the front.
std::size_t secret_length(std::string_view text, std::size_t run) {
  switch (text.front()) {
    case 'e':
      return web_token_length(text, run);
    case 's':
      return model_key_length(text, run);
    case 'g':
      return github_token_length(text);
    case 'A':
      return aws_key_length(text);
    default:
      return 0;
  }
}

/// Whether no word goes on at a position; an escape such as `\n` or `%3D` may stand before it.
bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0 || !is_alphanumeric(text[at - 1])) return true;
  if (at >= 2 && text[at - 2] == '\\') return true;
  return at >= 3 && text[at - 3] == '%' && is_hexadecimal(text[at - 2]) && is_hexadecimal(text[at - 1]);
}

}  // namespace

std::string_view find_secret(std::string_view text) {
  constexpr std::string_view kFirst = "-esgA";
  std::size_t run_end = 0;
  for (std::size_t at = text.find_first_of(kFirst); at != std::string_view::npos;
       at = text.find_first_of(kFirst, at + 1)) {
    const std::string_view rest = text.substr(at);
    if (at >= run_end) run_end = at + run_length(rest, is_base64url);
    std::size_t length = 0;
    if (rest.front() == '-') {
      length = pem_length(rest);
    } else if (begins_word(text, at)) {
      length = secret_length(rest, run_end - at);
    }
    if (length > 0) return rest.substr(0, length);
  }
  return {};
}

}  // namespace tracewh::decode
