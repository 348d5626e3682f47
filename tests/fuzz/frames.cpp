#include "decode_input.hpp"

using namespace tracewh::decode::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  decode_input("otlp-proto-stream", as_text(data, size));
  decode_input("otlp-grpc", as_text(data, size));
  return 0;
}
