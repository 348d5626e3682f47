#include "decode_input.hpp"
#include "net/grpc/grpc_message_reader.hpp"

#include <algorithm>

using namespace tracewh::decode;
using tracewh::net::GrpcMessageReader;

// A message is the same, and fails the same, wherever its body was cut.
namespace {

std::string read(std::string_view body, std::size_t piece) {
  GrpcMessageReader reader(true);
  for (; !body.empty(); body.remove_prefix(std::min(piece, body.size()))) {
    const std::string_view bytes = body.substr(0, piece);
    if (const auto failure = reader.feed(bytes)) return "!" + failure->message;
  }
  if (const auto failure = reader.finish()) return "!" + failure->message;
  return (reader.compressed() ? "1" : "0") + reader.take_message();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view body = fuzz::as_text(data + 1, size - 1);
  const std::string whole = read(body, body.size() + 1);
  fuzz::require(read(body, data[0] % 16 + 1) == whole);
  if (whole[0] != '!') fuzz::require(whole.size() - 1 + 5 == body.size());
  return 0;
}
