#include "net/query/notes.hpp"

#include "base/hex.hpp"

#include <cstdint>
#include <string_view>

namespace tracewh::net {
namespace {

/// Text that a header can hold: all but printable ASCII as percent-encoded bytes (RFC 3986, section 2.1), and
/// the comma, by which readers join headers of one name.
std::string header_text(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (c >= ' ' && c <= '~' && c != '%' && c != ',') {
      encoded += c;
    } else {
      encoded += '%';
      base::append_hex(encoded, static_cast<std::uint8_t>(c));
    }
  }
  return encoded;
}

}  // namespace

void add_notes(Response& response, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) response.headers.add("Tracewh-Note", header_text(note));
}

}  // namespace tracewh::net
