#include "decode/wire/id_text.hpp"

#include "base/base64.hpp"
#include "base/hex.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace tracewh::decode {
namespace {

bool from_base64(std::string_view text, std::span<std::uint8_t> out) {
  std::string bytes;
  if (!base::append_from_base64(bytes, text) || bytes.size() != out.size()) return false;
  std::memcpy(out.data(), bytes.data(), out.size());
  return true;
}

/// Takes off what some writers put around the digits. `storage` holds the digits of a UUID.
std::string_view bare_digits(std::string_view text, std::string& storage) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
  constexpr std::size_t kUuidLength = 36;
  if (text.size() != kUuidLength) return text;
  for (const char c : text) {
    if (c != '-') storage.push_back(c);
  }
  return storage;
}

/// `text` with zeros in front of it when it is digits and fewer than `full_length`.
std::string padded(std::string_view text, std::size_t full_length) {
  const bool digits = std::ranges::all_of(text, [](char c) { return base::hex_digit(c) >= 0; });
  const bool is_short = !text.empty() && digits && text.size() < full_length;
  return std::string(is_short ? full_length - text.size() : 0, '0').append(text);
}

}  // namespace

std::optional<model::TraceId> parse_trace_id(std::string_view text) {
  model::TraceId id;
  if (base::from_hex(text, id.bytes)) return id;
  std::string storage;
  text = bare_digits(text, storage);
  if (text.empty() || base::from_hex(text, id.bytes)) return id;
  id = {};
  if (base::from_hex(text, std::span(id.bytes).last<8>())) return id;
  if ((text.size() == 24 || text.size() == 22) && from_base64(text, id.bytes)) return id;
  return std::nullopt;
}

std::optional<model::SpanId> parse_span_id(std::string_view text) {
  std::array<std::uint8_t, 8> bytes{};
  if (base::from_hex(text, bytes)) return span_id_from_bytes(bytes);
  std::string storage;
  text = bare_digits(text, storage);
  if (text.empty()) return model::SpanId{};
  if (base::from_hex(text, bytes)) return span_id_from_bytes(bytes);
  if ((text.size() == 12 || text.size() == 11) && from_base64(text, bytes)) return span_id_from_bytes(bytes);
  return std::nullopt;
}

std::optional<model::TraceId> parse_short_trace_id(std::string_view text) {
  return parse_trace_id(padded(text, 32));
}

std::optional<model::SpanId> parse_short_span_id(std::string_view text) {
  return parse_span_id(padded(text, 16));
}

model::SpanId span_id_from_bytes(const std::array<std::uint8_t, 8>& bytes) {
  model::SpanId id;
  for (const std::uint8_t byte : bytes) id.value = id.value << 8 | byte;
  return id;
}

}  // namespace tracewh::decode
