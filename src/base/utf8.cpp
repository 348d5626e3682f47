#include "base/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace tracewh::base {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

bool continues(std::string_view text, std::size_t i) {
  return i < text.size() && (byte_at(text, i) & 0xC0) == 0x80;
}

/// How many bytes from `i` on are ASCII.
std::size_t ascii_run(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  const std::size_t begin = i;
  for (std::uint64_t word = 0; i + sizeof word <= text.size(); i += sizeof word) {
    std::memcpy(&word, text.data() + i, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (i < text.size() && byte_at(text, i) < 0x80) ++i;
  return i - begin;
}

/// The length of the well-formed sequence of two to four bytes at `i`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const std::uint8_t lead = byte_at(text, i);
  const std::uint8_t second = i + 1 < text.size() ? byte_at(text, i + 1) : std::uint8_t{0};
  if (lead < 0xC2 || lead > 0xF4 || !continues(text, i + 1)) return 0;
  if (lead < 0xE0) return 2;
  if (!continues(text, i + 2)) return 0;
  if (lead == 0xE0 && second < 0xA0) return 0;
  if (lead == 0xED && second > 0x9F) return 0;
  if (lead < 0xF0) return 3;
  if (!continues(text, i + 3)) return 0;
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second > 0x8F) return 0;
  return 4;
}

}  // namespace

Character first_character(std::string_view text) {
  const std::uint8_t lead = byte_at(text, 0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = sequence_length(text, 0);
  if (length == 0) return {lead, 1, false};
  char32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (byte_at(text, i) & 0x3FU);
  return {code, length, true};
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = ascii_run(text, 0); i < text.size(); i += ascii_run(text, i)) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

void append_repaired_utf8(std::string& out, std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t ascii = ascii_run(text, i);
    const std::size_t length = ascii != 0 ? ascii : sequence_length(text, i);
    out += length != 0 ? text.substr(i, length) : kReplacementCharacter;
    i += length != 0 ? length : 1;
  }
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto tail = [&](int shift) {
    out.push_back(static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)));
  };
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code_point >> 6)));
    tail(0);
  } else if (code_point < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (code_point >> 12)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | (code_point >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string_view cut_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && continues(text, end)) --end;
  return text.substr(0, end);
}

}  // namespace tracewh::base
