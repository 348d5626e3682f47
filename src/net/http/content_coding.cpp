#include "net/http/content_coding.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "decode/wire/decompressor.hpp"
#include "net/transport/body_room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tracewh::net {
namespace {

using base::limits::kBodyBytes;

// A step of decompression, for which memory is cleared: large bodies in few steps, small ones in small
// memory.
constexpr std::size_t kSmallestStep = std::size_t{64} << 10;
constexpr std::size_t kLargestStep = std::size_t{4} << 20;

// One byte over the limit is enough to know.
constexpr std::size_t kMostBytes = kBodyBytes + 1;

RequestError too_large() {
  return {RequestError::Kind::kTooLarge,
          fmt::format("the body is larger than {} MiB when decompressed", kBodyBytes >> 20)};
}

RequestError damaged(std::string reason) { return {RequestError::Kind::kDamagedCoding, std::move(reason)}; }

std::variant<std::string, RequestError> decompress(decode::Decompressor& decompressor, std::string_view input,
                                                   ByteBudget::Share& memory) {
  const std::size_t step = std::clamp(input.size() * 4, kSmallestStep, kLargestStep);
  std::string output;
  std::size_t before = 0;
  do {
    before = output.size();
    const std::size_t room = output.capacity();
    const std::size_t limit = std::min(step, kMostBytes - before);
    make_room(output, before + limit, kMostBytes);
    decompressor.run(input, output, limit);
    if (output.size() > kBodyBytes) return too_large();
    if (!memory.grow(output.capacity() - room)) return too_many_bodies();
  } while (!input.empty() || output.size() != before);
  if (!decompressor.at_end()) return damaged("the compressed body is cut off");
  return output;
}

}  // namespace

bool knows_coding(std::string_view coding) {
  return coding.empty() || decode::make_content_decompressor(coding) != nullptr;
}

RequestError unknown_coding() {
  return {RequestError::Kind::kUnsupportedCoding,
          fmt::format("the content coding is not one of {}", kContentCodings)};
}

std::variant<std::string, RequestError> decode_content(std::string_view coding, std::string body,
                                                       ByteBudget::Share& memory) {
  if (coding.empty()) return body;
  const auto decompressor = decode::make_content_decompressor(coding);
  if (decompressor == nullptr) return unknown_coding();
  try {
    return decompress(*decompressor, body, memory);
  } catch (const base::Error& error) {
    return damaged(error.what());
  }
}

}  // namespace tracewh::net
