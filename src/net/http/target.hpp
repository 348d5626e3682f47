#pragma once

#include "net/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// What the target of a request says (RFC 9112, section 3.2.1), decoded.
struct Target {
  std::vector<std::string> segments;  ///< of the path, between its slashes; one empty segment for `/`
  Parameters query;
};

/// Reads a target. Percent-encoding is that of RFC 3986; in the query, `+` is a blank and a name without `=`
/// has an empty value, as HTML forms write them (URL Standard, section 5). None when an escape is malformed.
std::optional<Target> read_target(std::string_view target);

}  // namespace tracewh::net
