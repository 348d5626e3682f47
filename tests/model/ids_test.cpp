#include "model/ids.hpp"

#include <catch2/catch.hpp>

namespace tracewh::model {

TEST_CASE("IDs are written as 32 and 16 lower-case hexadecimal digits") {
  TraceId trace;
  trace.bytes = {0x0a, 0xf7, 0x65, 0x19, 0x16, 0xcd, 0x43, 0xdd,
                 0x84, 0x48, 0xeb, 0x21, 0x1c, 0x80, 0x31, 0x9c};
  CHECK(to_string(trace) == "0af7651916cd43dd8448eb211c80319c");
  CHECK(to_string(SpanId{0xb7ad6b7169203331}) == "b7ad6b7169203331");
  CHECK(to_string(SpanId{0x1}) == "0000000000000001");
}

TEST_CASE("Only the ID of zeros is invalid") {
  CHECK_FALSE(TraceId{}.valid());
  CHECK_FALSE(SpanId{}.valid());
  TraceId last_bit;
  last_bit.bytes[15] = 1;
  CHECK(last_bit.valid());
  CHECK(SpanId{std::uint64_t{1} << 63}.valid());
}

TEST_CASE("Trace IDs sort like their text") {
  TraceId low;
  TraceId high;
  low.bytes[15] = 0xff;
  high.bytes[0] = 0x80;
  CHECK(low < high);
}

}  // namespace tracewh::model
