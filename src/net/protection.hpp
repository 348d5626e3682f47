#pragma once

#include "net/transport/endpoint.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// Who may reach the listeners.
struct Protection {
  std::string token;                    ///< a bearer token that HTTP clients must show; empty: none
  std::vector<std::string> host_names;  ///< that count as this machine's, beside localhost
  std::string certificate_file;         ///< of TLS; empty: without
  std::string key_file;
  bool allow_strangers = false;  ///< to listen on more than loopback addresses although anybody may come
};

/// Throws base::Error (usage) when anybody on the network could come to `endpoint`, which `option` names,
/// and `what` they could do there, such as "send". UDP is not `protectable` by a token.
void require_protection(const Protection& protection, std::string_view option, const Endpoint& endpoint,
                        std::string_view what, bool protectable = true);

}  // namespace tracewh::net
