#include "decode/formats/otlp_sniff.hpp"

#include "decode/formats/frames.hpp"
#include "decode/wire/decompressor.hpp"
#include "decode/wire/protobuf_splitter.hpp"

#include <protozero/exception.hpp>
#include <protozero/pbf_reader.hpp>
#include <protozero/types.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace tracewh::decode {
namespace {

/// Whether `bytes` begins like a message whose field 1 is ResourceSpans. Zipkin's ListOfSpans begins alike,
/// but its field 1 begins with the 8 or 16 bytes of an ID, no message.
bool begins_with_resource_spans(std::string_view bytes) {
  constexpr auto kLength = protozero::pbf_wire_type::length_delimited;
  constexpr auto kMessageTag = '\x0A';
  if (!bytes.starts_with(kMessageTag)) return false;
  try {
    const std::uint64_t length = protobuf_field_length(bytes);
    if (length == 0) return false;
    const char* at = bytes.data() + 1;
    const std::uint64_t body = protozero::decode_varint(&at, bytes.data() + bytes.size());
    const auto left = static_cast<std::size_t>(bytes.data() + bytes.size() - at);
    protozero::pbf_reader message(at, std::min<std::size_t>(static_cast<std::size_t>(body), left));
    if (body == 0) return true;
    if (!message.next() || message.wire_type() != kLength) return false;
    if (message.tag() != 1 && message.tag() != 2 && message.tag() != 3 && message.tag() != 1000) return false;
    if (message.tag() != 1) return true;
    // Resource: attributes, dropped count, entity refs, or nothing.
    protozero::pbf_reader resource = message.get_message();
    return !resource.next() || (resource.tag() <= 3 && resource.tag() != 0);
  } catch (const protozero::end_of_buffer_exception&) {
    return true;  // the head ends inside the message
  } catch (const protozero::exception&) {
    return false;
  }
}

bool is_message(std::string_view bytes) {
  return bytes.starts_with('{') ? is_otlp_json(bytes)
                                : make_decompressor(bytes) != nullptr || begins_with_resource_spans(bytes);
}

bool is_frame(std::string_view head, std::size_t header_size) {
  if (head.size() <= header_size) return false;
  const std::size_t length = frame_length(head.substr(0, header_size));
  return length != 0 && is_message(head.substr(header_size, length));
}

bool names_a_signal(std::string_view head) {
  constexpr std::array<std::string_view, 9> kNames{"\"resourceSpans\"",
                                                   "\"resource_spans\"",
                                                   "\"scopeSpans\"",
                                                   "\"scope_spans\"",
                                                   "\"instrumentationLibrarySpans\"",
                                                   "\"instrumentation_library_spans\"",
                                                   "\"batches\"",
                                                   "\"resourceMetrics\"",
                                                   "\"resourceLogs\""};
  return std::ranges::any_of(kNames, [&](auto name) { return head.find(name) != std::string_view::npos; });
}

bool names_a_foreign_format(std::string_view head) {
  // Jaeger's, Go's stdouttrace, Chrome's, Zipkin's and Python's; none of them occurs in OTLP.
  constexpr std::array<std::string_view, 5> kNames{
      "\"processes\":", "\"SpanContext\":", "\"traceEvents\":", "\"localEndpoint\":", "\"SpanKind."};
  return std::ranges::any_of(kNames, [&](auto name) { return head.find(name) != std::string_view::npos; });
}

bool only_has(std::string_view head, std::string_view characters) {
  return head.find_first_not_of(characters) == std::string_view::npos;
}

}  // namespace

bool is_otlp_json(std::string_view head) {
  // Nothing, `{}` and `[]` hold no spans whatever the format.
  if (only_has(head, " \t\r\n\xEF\xBB\xBF{}[],")) return true;
  if (head.find('\0') != std::string_view::npos) return false;
  return names_a_signal(head) && !names_a_foreign_format(head);
}

bool is_length_prefixed(std::string_view head) { return is_frame(head, kLengthHeader); }

bool is_grpc(std::string_view head) {
  constexpr unsigned char kLastFlag = 1;
  return !head.empty() && static_cast<unsigned char>(head.front()) <= kLastFlag &&
         is_frame(head, kGrpcHeader);
}

bool is_otlp_protobuf(std::string_view head) { return begins_with_resource_spans(head); }

}  // namespace tracewh::decode
