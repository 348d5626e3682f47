#include "base/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::base {

TEST_CASE("every code point is decoded as it is encoded, and surrogates are invalid") {
  for (char32_t code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 61) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    std::string text;
    append_utf8(text, code);
    const Character character = first_character(text + "x");
    if (!character.valid || character.code != code || character.length != text.size()) {
      FAIL("U+" << std::hex << static_cast<std::uint32_t>(code));
    }
  }
}

TEST_CASE("a byte that belongs to no well-formed sequence is invalid on its own") {
  for (const char* text : {"\x80", "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
    const Character character = first_character(text);
    CHECK_FALSE(character.valid);
    CHECK(character.length == 1);
    CHECK(character.code == static_cast<unsigned char>(text[0]));
  }
}

}  // namespace tracewh::base
