#include "decode/wire/protobuf_splitter.hpp"

#include "base/limits.hpp"

#include <protozero/exception.hpp>
#include <protozero/types.hpp>
#include <protozero/varint.hpp>

#include <algorithm>

namespace tracewh::decode {
namespace {

model::Issue error_at(std::uint64_t offset, std::string_view code, std::string_view message) {
  return {offset, code, model::Severity::kError, message, 1};
}

}  // namespace

std::uint64_t protobuf_field_length(std::string_view bytes) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  const auto header = [&] { return static_cast<std::uint64_t>(at - bytes.data()); };
  try {
    const std::uint64_t tag = protozero::decode_varint(&at, end);
    if (tag >> 3 == 0) throw protozero::invalid_tag_exception();
    switch (static_cast<protozero::pbf_wire_type>(tag & 7)) {
      case protozero::pbf_wire_type::varint:
        protozero::decode_varint(&at, end);
        return header();
      case protozero::pbf_wire_type::fixed64:
        return header() + 8;
      case protozero::pbf_wire_type::fixed32:
        return header() + 4;
      case protozero::pbf_wire_type::length_delimited: {
        const std::uint64_t length = protozero::decode_varint(&at, end);
        // protobuf messages have at most 2 GiB; this also keeps the sum from overflowing.
        if (length >> 32 != 0) throw protozero::invalid_length_exception();
        return header() + length;
      }
      default:
        throw protozero::unknown_pbf_wire_type_exception();
    }
  } catch (const protozero::end_of_buffer_exception&) {
    return 0;
  }
}

void ProtobufSplitter::split(std::string_view bytes, bool end_of_input, Split& out) {
  std::size_t at = std::min(static_cast<std::size_t>(skip_), bytes.size());
  skip_ -= at;
  while (at < bytes.size() && !damaged_) {
    std::uint64_t length = 0;
    try {
      length = protobuf_field_length(bytes.substr(at));
    } catch (const protozero::exception&) {
      out.issues.push_back(error_at(at, "bad_protobuf", "not a protobuf message from here on"));
      damaged_ = true;
      break;
    }
    if (length > base::limits::kRecordBytes) {
      out.issues.push_back(error_at(at, "record_too_large", "a record larger than the limit was skipped"));
      const std::size_t here = std::min(static_cast<std::size_t>(length), bytes.size() - at);
      at += here;
      skip_ = length - here;
    } else if (length == 0 || length > bytes.size() - at) {
      if (end_of_input) out.records.push_back({at, bytes.size()});
      break;
    } else {
      out.records.push_back({at, at + static_cast<std::size_t>(length)});
      at += static_cast<std::size_t>(length);
    }
  }
  out.consumed = damaged_ ? bytes.size() : at;
}

}  // namespace tracewh::decode
