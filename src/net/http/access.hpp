#pragma once

#include "net/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// Who may ask. Keeps web pages out: their scripts reach programs on this machine through names that resolve
/// to it (DNS rebinding), and may send simple requests to any origin.
class Access {
 public:
  /// `token` is what senders must show (RFC 6750); empty: nothing.
  Access(std::string token, std::vector<std::string> host_names);

  /// Why a request is refused, if it is: 400, 401, 403 or 421. A listener on a loopback address answers only
  /// to the names of this machine and to the names given; another one too when names are given.
  std::optional<Response> refuse(const Request& head, bool on_loopback) const;

 private:
  bool is_known_host(std::string_view host) const;

  std::string token_;
  std::vector<std::string> host_names_;
};

}  // namespace tracewh::net
