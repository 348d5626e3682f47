#include "decode/wire/decompressor.hpp"

#include "base/error.hpp"
#include "decode_input.hpp"

using namespace tracewh;
using namespace tracewh::decode;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fuzz::as_text(data, size);
  const auto decompressor = make_decompressor(input);
  if (decompressor == nullptr) return 0;
  constexpr std::size_t kLimit = 4096;
  constexpr std::size_t kMaxOutput = std::size_t{1} << 20;
  std::string output;
  try {
    for (std::size_t before = 1; before != output.size() && output.size() < kMaxOutput;) {
      before = output.size();
      decompressor->run(input, output, kLimit);
      fuzz::require(output.size() - before <= kLimit);
    }
  } catch (const base::Error&) {
    // Damaged input is what this is about.
  }
  return 0;
}
