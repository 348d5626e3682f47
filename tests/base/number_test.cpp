#include "base/number.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

namespace tracewh::base {

TEST_CASE("A whole number is read up to the limits of its type") {
  CHECK(parse_integer<std::int64_t>("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  CHECK(parse_integer<std::int64_t>("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK_FALSE(parse_integer<std::int64_t>("9223372036854775808"));
  CHECK(parse_integer<std::uint16_t>("65535") == std::uint16_t{65535});
  CHECK_FALSE(parse_integer<std::uint16_t>("65536"));
  CHECK_FALSE(parse_integer<std::uint16_t>("-1"));
}

TEST_CASE("A whole number is the whole text") {
  for (const char* text : {"", " 1", "1 ", "+1", "1.0", "1e3", "0x1", "1a", "-"}) {
    INFO(text);
    CHECK_FALSE(parse_integer<int>(text));
  }
}

TEST_CASE("A whole number is read in another radix") {
  CHECK(parse_integer<std::uint64_t>("00f067aa0ba902b7", 16) == 0x00f067aa0ba902b7U);
  CHECK_FALSE(parse_integer<std::uint64_t>("10f067aa0ba902b7f", 16));
}

TEST_CASE("A real number is the whole text") {
  CHECK(parse_real("-1.5e3") == -1500.0);
  CHECK(parse_real("7") == 7.0);
  CHECK(std::isinf(parse_real("inf").value_or(0)));
  for (const char* text : {"", "1.5 ", "1,5", "1e999"}) {
    INFO(text);
    CHECK_FALSE(parse_real(text));
  }
}

TEST_CASE("A real number without fraction is an integer where it fits") {
  CHECK(integral(-3.0) == -3);
  CHECK(integral(-0x1p63) == std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(integral(0x1p63));
  CHECK_FALSE(integral(0.5));
  CHECK_FALSE(integral(std::nan("")));
}

}  // namespace tracewh::base
