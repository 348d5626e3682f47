#include "base/hex.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace tracewh::base {

TEST_CASE("Hexadecimal digits are written in lower case") {
  constexpr std::array<std::uint8_t, 4> kBytes{0x00, 0x1f, 0xab, 0xff};
  CHECK(to_hex(kBytes) == "001fabff");
  CHECK(to_hex({}).empty());
}

TEST_CASE("Hexadecimal digits are read in either case") {
  std::array<std::uint8_t, 3> bytes{};
  REQUIRE(from_hex("0aBcDE", bytes));
  CHECK(bytes == std::array<std::uint8_t, 3>{0x0a, 0xbc, 0xde});
}

TEST_CASE("Text of the wrong length or with other characters is refused") {
  std::array<std::uint8_t, 2> bytes{};
  const std::string text = GENERATE("", "abc", "abcde", "0x1f", "12g4", "12 4", "\xff\xff\xff\xff");
  CAPTURE(text);
  CHECK_FALSE(from_hex(text, bytes));
}

TEST_CASE("Every byte that is no digit has the value -1") {
  int digits = 0;
  for (int c = -128; c < 128; ++c) digits += hex_digit(static_cast<char>(c)) >= 0 ? 1 : 0;
  CHECK(digits == 22);
  CHECK(hex_digit('9') == 9);
  CHECK(hex_digit('f') == 15);
  CHECK(hex_digit('F') == 15);
}

}  // namespace tracewh::base
