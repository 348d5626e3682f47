#include "decode/wire/log_prefix.hpp"

#include "decode_input.hpp"

using namespace tracewh::decode;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fuzz::as_text(data, size);
  const auto filter = make_prefix_filter(input);
  if (filter == nullptr) return 0;
  constexpr std::size_t kLimit = 64;
  std::string output;
  for (bool ended = false; !ended;) {
    ended = input.empty();
    const std::size_t before = output.size();
    filter->run(input, output, kLimit);
    fuzz::require(output.size() - before <= kLimit);
    ended = ended && output.size() == before;
  }
  // Nothing grows: prefixes are taken off, and escapes are longer than what they stand for.
  fuzz::require(output.size() <= size * 3 + 1);
  return 0;
}
