#include "base/xml_text.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::base {

TEST_CASE("markup becomes entities") {
  CHECK(xml_text("<a href=\"x\">&amp;]]>") == "&lt;a href=&quot;x&quot;&gt;&amp;amp;]]&gt;");
  CHECK(xml_attribute("\"><script>'") == "&quot;&gt;&lt;script&gt;'");
}

TEST_CASE("what XML 1.0 forbids is shown by its number") {
  CHECK(xml_text(std::string("a\0b", 3)) == "a\\x00b");
  CHECK(xml_text("\x1b[31m\x7f\xc2\x9b") == "\\x1b[31m\\x7f\\u{9b}");
  CHECK(xml_text("\xef\xbf\xbe\xef\xbf\xbf") == "\\u{fffe}\\u{ffff}");
  CHECK(xml_text("\xff\xed\xa0\x80") == "\\xff\\xed\\xa0\\x80");
  CHECK(xml_text("\xe2\x80\xae") == "\\u{202e}");
  CHECK(xml_text("café 日本 👩‍🔧") == "café 日本 👩‍🔧");
}

TEST_CASE(
    "line feeds stay in elements and are shown in attributes, where a parser would take them for spaces") {
  CHECK(xml_text("1\n2\t3\r") == "1\n2\\t3\\r");
  CHECK(xml_attribute("1\n2\t3\r") == "1\\n2\\t3\\r");
}

}  // namespace tracewh::base
