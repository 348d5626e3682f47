#pragma once

#include "decode/formats/format.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Streams of messages that each follow their length, four bytes, big-endian: the Collector's file exporter.
/// gRPC puts one byte before the length that tells whether the message is compressed.
namespace tracewh::decode {

inline constexpr std::size_t kLengthHeader = 4;
inline constexpr std::size_t kGrpcHeader = 5;

/// Whether a stream that begins with `head` consists of such frames: with the length alone, as gRPC sends
/// them. Pure.
bool is_length_prefixed(std::string_view head);
bool is_grpc(std::string_view head);

/// The length that a header ends with.
std::uint32_t frame_length(std::string_view header);

/// Each frame is a record, header included.
class FrameSplitter final : public Splitter {
 public:
  explicit FrameSplitter(std::size_t header_size) : header_size_(header_size) {}

  void split(std::string_view bytes, bool end_of_input, Split& out) override;

 private:
  std::size_t header_size_;
  std::uint64_t skip_ = 0;  // bytes of a frame over the limit that are still to come
};

/// Decodes frames of OTLP protobuf or JSON, each plain, gzip or zstd.
std::unique_ptr<Decoder> make_frame_decoder(std::size_t header_size);

}  // namespace tracewh::decode
