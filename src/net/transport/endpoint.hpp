#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// Where to listen. The host is an IP address, or `localhost` for the loopback addresses of this machine.
struct Endpoint {
  std::string host = "localhost";
  std::uint16_t port = 0;  ///< 0: any that is free

  bool on_loopback() const;
  /// `host:port`, an IPv6 address in brackets.
  std::string text() const;
};

/// Reads `ADDRESS:PORT` or `PORT`, which means localhost; none for `off`. Throws base::Error (usage) naming
/// `option`, which the text was given for.
std::optional<Endpoint> parse_endpoint(std::string_view option, std::string_view text);

}  // namespace tracewh::net
