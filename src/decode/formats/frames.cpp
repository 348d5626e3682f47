#include "decode/formats/frames.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "decode/formats/otlp_json.hpp"
#include "decode/formats/otlp_protobuf.hpp"
#include "decode/wire/decompressor.hpp"

#include <algorithm>
#include <string>

namespace tracewh::decode {
namespace {

class FrameDecoder final : public Decoder {
 public:
  explicit FrameDecoder(std::size_t header_size)
      : header_size_(header_size), json_(make_otlp_json_decoder()), protobuf_(make_otlp_protobuf_decoder()) {}

  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder.begin_record(offset);
    if (record.size() < header_size_) return builder.report("truncated_record", "a frame is cut off");
    const std::string_view header = record.substr(0, header_size_);
    std::string_view message = record.substr(header_size_);
    if (message.size() < frame_length(header)) builder.report("truncated_record", "a frame is cut off");
    if (const auto decompressor = make_decompressor(message)) {
      decompress(*decompressor, message, builder);
      message = plain_;
    }
    Decoder& decoder = message.starts_with('{') ? *json_ : *protobuf_;
    decoder.decode(message, offset, builder);
  }

 private:
  void decompress(Decompressor& decompressor, std::string_view message, SpanBuilder& builder) {
    constexpr std::size_t kStep = std::size_t{64} << 10;
    plain_.clear();
    try {
      std::size_t before = 0;
      do {
        before = plain_.size();
        decompressor.run(message, plain_, kStep);
      } while (plain_.size() != before && plain_.size() <= base::limits::kRecordBytes);
      if (message.empty() && !decompressor.at_end())
        builder.report("truncated_record", "a compressed message is cut off");
    } catch (const base::Error& error) {
      builder.report("bad_compression", error.what());
    }
    if (plain_.size() > base::limits::kRecordBytes) {
      builder.report("record_too_large", "a message is larger than the limit when decompressed");
      plain_.clear();
    }
    plain_.reserve(plain_.size() + kPaddingBytes);
  }

  std::size_t header_size_;
  std::unique_ptr<Decoder> json_;
  std::unique_ptr<Decoder> protobuf_;
  std::string plain_;
};

bool is_message(std::string_view bytes) {
  return bytes.starts_with('{') ? is_otlp_json(bytes)
                                : make_decompressor(bytes) != nullptr || is_otlp_protobuf(bytes);
}

bool is_frame(std::string_view head, std::size_t header_size) {
  if (head.size() <= header_size) return false;
  const std::size_t length = frame_length(head.substr(0, header_size));
  return length != 0 && is_message(head.substr(header_size, length));
}

}  // namespace

bool is_length_prefixed(std::string_view head) { return is_frame(head, kLengthHeader); }

bool is_grpc(std::string_view head) {
  constexpr unsigned char kLastFlag = 1;
  return !head.empty() && static_cast<unsigned char>(head.front()) <= kLastFlag &&
         is_frame(head, kGrpcHeader);
}

std::uint32_t frame_length(std::string_view header) {
  std::uint32_t length = 0;
  for (const char c : header.substr(header.size() - kLengthHeader)) {
    length = length << 8 | static_cast<std::uint8_t>(c);
  }
  return length;
}

void FrameSplitter::split(std::string_view bytes, bool end_of_input, Split& out) {
  std::size_t at = std::min(static_cast<std::size_t>(skip_), bytes.size());
  skip_ -= at;
  while (at < bytes.size()) {
    const std::size_t left = bytes.size() - at;
    const std::size_t length =
        left < header_size_ ? left + 1 : header_size_ + frame_length(bytes.substr(at, header_size_));
    if (length > base::limits::kRecordBytes) {
      out.issues.push_back(
          {at, "record_too_large", model::Severity::kError, "a frame larger than the limit was skipped", 1});
      skip_ = length - std::min(length, left);
      at += std::min(length, left);
      continue;
    }
    if (length > left) {
      if (end_of_input) out.records.push_back({at, bytes.size()});
      break;
    }
    if (length > header_size_) out.records.push_back({at, at + length});
    at += length;
  }
  out.consumed = at;
}

std::unique_ptr<Decoder> make_frame_decoder(std::size_t header_size) {
  return std::make_unique<FrameDecoder>(header_size);
}

}  // namespace tracewh::decode
