#include "decode_input.hpp"

using namespace tracewh::decode;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sniff(fuzz::as_text(data, size));
  return 0;
}
