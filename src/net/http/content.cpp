#include "net/http/content.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "decode/wire/decompressor.hpp"
#include "net/transport/body_room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace tracewh::net {
namespace {

using base::limits::kBodyBytes;

// A step of decompression, for which memory is cleared: large bodies in few steps, small ones in small
// memory.
constexpr std::size_t kSmallestStep = std::size_t{64} << 10;
constexpr std::size_t kLargestStep = std::size_t{4} << 20;

// One byte over the limit is enough to know.
constexpr std::size_t kMostBytes = kBodyBytes + 1;

Problem too_large() {
  return {413, fmt::format("the body is larger than {} MiB when decompressed", kBodyBytes >> 20)};
}

std::variant<std::string, Problem> decompress(decode::Decompressor& decompressor, std::string_view input,
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
  if (!decompressor.at_end()) return Problem{400, "the compressed body is cut off"};
  return output;
}

}  // namespace

bool knows_coding(std::string_view coding) {
  return coding.empty() || decode::make_content_decompressor(coding) != nullptr;
}

std::variant<std::string, Problem> decode_content(std::string_view coding, std::string body,
                                                  ByteBudget::Share& memory) {
  if (coding.empty()) return body;
  const auto decompressor = decode::make_content_decompressor(coding);
  if (decompressor == nullptr)
    return Problem{415, fmt::format("the content coding is not one of {}", kContentCodings)};
  try {
    return decompress(*decompressor, body, memory);
  } catch (const base::Error& error) {
    return Problem{400, error.what()};
  }
}

}  // namespace tracewh::net
