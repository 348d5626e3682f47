#include "net/http/target.hpp"

#include "base/hex.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace tracewh::net {
namespace {

/// Takes what stands before the first `separator` off the front of `text`, and the separator.
std::string_view take_part(std::string_view& text, char separator) {
  const auto end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

/// The byte that two hexadecimal digits stand for.
std::optional<char> byte_of(std::string_view digits) {
  std::array<std::uint8_t, 1> byte{};
  if (!base::from_hex(digits, byte)) return std::nullopt;
  return static_cast<char>(byte[0]);
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char next = plus_is_blank && text[i] == '+' ? ' ' : text[i];
    if (text[i] == '%') {
      const auto byte = byte_of(text.substr(i + 1, 2));
      if (!byte) return std::nullopt;
      next = *byte;
      i += 2;
    }
    decoded += next;
  }
  return decoded;
}

bool read_path(std::string_view path, std::vector<std::string>& segments) {
  if (path.starts_with('/')) path.remove_prefix(1);
  for (bool goes_on = true; goes_on;) {
    goes_on = path.find('/') != std::string_view::npos;
    auto segment = percent_decoded(take_part(path, '/'), false);
    if (!segment) return false;
    segments.push_back(std::move(*segment));
  }
  return true;
}

bool read_query(std::string_view query, Parameters& parameters) {
  while (!query.empty()) {
    std::string_view value = take_part(query, '&');
    if (value.empty()) continue;
    auto name = percent_decoded(take_part(value, '='), true);
    auto decoded = percent_decoded(value, true);
    if (!name || !decoded) return false;
    parameters.add(std::move(*name), std::move(*decoded));
  }
  return true;
}

}  // namespace

std::optional<Target> read_target(std::string_view target) {
  Target result;
  const std::string_view path = take_part(target, '?');
  if (!read_path(path, result.segments) || !read_query(target, result.query)) return std::nullopt;
  return result;
}

}  // namespace tracewh::net
