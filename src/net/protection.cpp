#include "net/protection.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace tracewh::net {

void require_protection(const Protection& protection, std::string_view option, const Endpoint& endpoint,
                        std::string_view what, bool protectable) {
  if (endpoint.on_loopback() || protection.allow_strangers) return;
  if (protectable && !protection.token.empty()) return;
  throw base::Error(
      base::ErrorCode::kUsage,
      fmt::format("--{} {}: anybody on the network could {} there", option, endpoint.text(), what),
      protectable ? "give a token with --token-file, or allow it with --insecure-no-auth"
                  : "UDP knows no token; allow it with --insecure-no-auth");
}

}  // namespace tracewh::net
