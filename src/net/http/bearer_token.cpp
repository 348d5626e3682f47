#include "net/http/bearer_token.hpp"

#include "net/http/message.hpp"

#include <openssl/crypto.h>

namespace tracewh::net {

bool shows_token(std::string_view authorization, std::string_view token) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!equal_words(authorization.substr(0, kScheme.size()), kScheme)) return false;
  const std::string_view shown = authorization.substr(kScheme.size());
  // The time that the comparison takes must not tell how much of a guess is right.
  return shown.size() == token.size() && CRYPTO_memcmp(shown.data(), token.data(), token.size()) == 0;
}

}  // namespace tracewh::net
