#pragma once

#include "net/http/message.hpp"

#include <string>

namespace tracewh::net {

/// A whole response of HTTP/2. Names of fields are in lower case; trailers follow the body.
struct Http2Response {
  int status = 200;
  Headers fields;
  std::string body;
  Headers trailers;
};

}  // namespace tracewh::net
