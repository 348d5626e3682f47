#pragma once

#include "net/http/message.hpp"
#include "net/http/request_error.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// Whether the field Authorization shows the token (RFC 6750).
bool shows_token(std::string_view authorization, std::string_view token);

/// The cookie that stands for the token in a browser, which cannot show the token itself when it follows a
/// link: `name=value` of Cookie (RFC 6265). Nobody learns the token from it.
std::string session_cookie(std::string_view token);

/// Who may ask. Keeps web pages out: their scripts reach programs on this machine through names that resolve
/// to it (DNS rebinding), and may send simple requests to any origin.
class Access {
 public:
  /// `token` is what senders must show (RFC 6750), or, to read, the cookie of it; empty: nothing.
  Access(std::string token, std::vector<std::string> host_names);

  /// Why a request may not be made, if so. A listener on a loopback address answers only to the names of this
  /// machine and to the names given; another one too when names are given.
  std::optional<RequestError> check(const Request& head, bool on_loopback) const;

 private:
  bool is_known_host(std::string_view host) const;

  std::string token_;
  std::vector<std::string> host_names_;
};

}  // namespace tracewh::net
