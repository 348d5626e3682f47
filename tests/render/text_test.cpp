#include "render/text.hpp"

#include "render/json_value.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <string>

namespace tracewh::render {

TEST_CASE("controls, bidi overrides and separators are escaped visibly") {
  const Style style;
  CHECK(visible("a\x1b[31m", style) == "a\\x1b[31m");
  CHECK(visible("1\n2\r3\t4", style) == "1\\n2\\r3\\t4");
  CHECK(visible("\x7f\xc2\x9b", style) == "\\x7f\\u{9b}");
  CHECK(visible("\xe2\x80\xae\xe2\x81\xa9\xe2\x80\xa8\xe2\x80\x8f", style) ==
        "\\u{202e}\\u{2069}\\u{2028}\\u{200f}");
  CHECK(visible(std::string("\0", 1), style) == "\\x00");
  CHECK(visible("caf\xc3\xa9 日本 👩‍🔧", style) == "café 日本 👩‍🔧");
}

TEST_CASE("invalid UTF-8 is escaped byte by byte") {
  const Style style;
  CHECK(visible("\xff", style) == "\\xff");
  CHECK(visible("\xc0\xaf", style) == "\\xc0\\xaf");                    // overlong
  CHECK(visible("\xed\xa0\x80", style) == "\\xed\\xa0\\x80");           // surrogate
  CHECK(visible("\xf4\x90\x80\x80", style) == "\\xf4\\x90\\x80\\x80");  // beyond U+10FFFF
  CHECK(visible("a\xe2\x82", style) == "a\\xe2\\x82");                  // cut short
}

TEST_CASE("a terminal without UTF-8 gets ASCII only") {
  Style style;
  style.utf8 = false;
  CHECK(visible("é", style) == "\\u{e9}");
  CHECK(duration_text(1'500, style) == "1.50us");
  CHECK(fit("abcdefgh", 6, style) == "abc...");
}

TEST_CASE("display width counts cells") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("e\xcc\x81") == 1);
  CHECK(display_width("🚀") == 2);
  CHECK(display_width("├─ ") == 3);
  CHECK(display_width("µ±…") == 3);           // of ambiguous width: narrow
  CHECK(display_width("\xe2\x80\x8b") == 0);  // zero width space
  CHECK(display_width("ｱ") == 1);             // half-width katakana
}

TEST_CASE("text is cut to cells, never through a character") {
  const Style style;
  CHECK(fit("abcdef", 6, style) == "abcdef");
  CHECK(fit("abcdef", 4, style) == "abc…");
  CHECK(fit("日本語", 4, style) == "日…");
  CHECK(fit("日本語", 5, style) == "日本…");
  CHECK(fit("abc", 0, style).empty());
}

TEST_CASE("shares and counts read well") {
  CHECK(percent_text(0) == "0%");
  CHECK(percent_text(0.0001) == "<1%");
  CHECK(percent_text(0.94) == "94%");
  CHECK(count_text(1, "span", "spans") == "1 span");
  CHECK(count_text(1'234'567, "span", "spans") == "1,234,567 spans");
}

TEST_CASE("JSON numbers keep their type and NaN is a word") {
  const auto json_value = [](const model::Value& value) {
    std::string text;
    base::JsonWriter json(text);
    write_value(json, value);
    return text;
  };
  CHECK(json_value(std::int64_t{INT64_MIN}) == "-9223372036854775808");
  CHECK(json_value(1.0) == "1.0");
  CHECK(json_value(0.1) == "0.1");
  CHECK(json_value(1e300) == "1e+300");
  CHECK(json_value(std::numeric_limits<double>::quiet_NaN()) == R"("NaN")");
  CHECK(json_value(-std::numeric_limits<double>::infinity()) == R"("-Infinity")");
  CHECK(json_value({}) == "null");
  CHECK(json_value(model::Blob{std::string("\x01\xff", 2)}) == R"("01ff")");
}

}  // namespace tracewh::render
