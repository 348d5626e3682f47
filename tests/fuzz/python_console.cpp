#include "decode_input.hpp"

using namespace tracewh::decode::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  decode_input("python-console", as_text(data, size));
  return 0;
}
