#include "decode/normalize/secret_key.hpp"

#include "base/glob.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace tracewh::decode {
namespace {

/// Found anywhere among the letters of a key, whatever stands between its words.
constexpr auto kSecretLetters = std::to_array<std::string_view>(
    {"password", "passwd", "passphrase", "secret", "credential", "apikey", "accesskey", "privatekey",
     "accesstoken", "authtoken", "refreshtoken", "apitoken"});

/// Found only as words, because they are parts of others.
constexpr auto kSecretWords =
    std::to_array<std::string_view>({"*_authorization_", "*_cookie_", "*_setcookie_", "*_jwt*", "*_bearer*"});

/// Counts of tokens look like tokens by their keys.
constexpr auto kTokenCountWords =
    std::to_array<std::string_view>({"_*_tokens_*", "*_usage_*tokens_*", "*maxtokens_", "*_token_count*",
                                     "*tokencount*", "*_token_usage*", "*_token_type_"});

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether camel case begins a word at a position: `apiKey`, `APIKey`.
bool begins_word(std::string_view key, std::size_t at) {
  if (at == 0 || !is_upper(key[at])) return false;
  const char before = key[at - 1];
  return is_lower(before) || is_digit(before) ||
         (is_upper(before) && at + 1 < key.size() && is_lower(key[at + 1]));
}

/// The words of a key in lower case, each between underscores: `_set_cookie_`.
std::string words_of(std::string_view key) {
  std::string words = "_";
  const auto end_word = [&] {
    if (words.back() != '_') words.push_back('_');
  };
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if (begins_word(key, i)) end_word();
    if (is_upper(c)) {
      words.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (is_lower(c) || is_digit(c)) {
      words.push_back(c);
    } else {
      end_word();
    }
  }
  end_word();
  return words;
}

bool matches_any(std::span<const std::string_view> globs, std::string_view words) {
  return std::ranges::any_of(globs, [&](std::string_view glob) { return base::matches_glob(glob, words); });
}

}  // namespace

bool is_secret_key(std::string_view key) {
  const std::string words = words_of(key);
  std::string letters = words;
  std::erase(letters, '_');
  const auto holds = [&](std::string_view part) { return letters.find(part) != std::string::npos; };
  return std::ranges::any_of(kSecretLetters, holds) || matches_any(kSecretWords, words) ||
         (holds("token") && !matches_any(kTokenCountWords, words));
}

}  // namespace tracewh::decode
