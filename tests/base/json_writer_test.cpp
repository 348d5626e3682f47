#include "base/json_writer.hpp"

#include <catch2/catch.hpp>

namespace tracewh::base {
namespace {

std::string visible(std::string_view text) {
  std::string out;
  append_visible_json_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("commas stand between values and nowhere else") {
  std::string out;
  JsonWriter json(out);
  json.open('{');
  json.key("a").open('[');
  json.integer(-1);
  json.open('{');
  json.close('}');
  json.real(1);
  json.close(']');
  json.key("b").quoted_integer(2);
  json.key("c").null();
  json.key("d").begin_value() += "[0]";
  json.key("e").boolean(true);
  json.close('}');
  CHECK(out == R"({"a":[-1,{},1.0],"b":"2","c":null,"d":[0],"e":true})");
}

TEST_CASE("a writer goes on where its text was taken away, with each value on its line if asked") {
  std::string out;
  std::string all;
  JsonWriter json(out);
  json.open('[');
  for (const char* word : {"x", "y"}) {
    json.end_line();
    json.text(word);
    all += out;
    out.clear();
  }
  json.close(']');
  CHECK(all + out == "[\n\"x\",\n\"y\"]");
}

TEST_CASE("strings are escaped as the writer was told") {
  std::string out;
  JsonWriter(out).text("\x1b\xe2\x80\xae");
  CHECK(out == "\"\\u001b\xe2\x80\xae\"");
  out.clear();
  JsonWriter(out, JsonEscapes::kVisible).text("\x1b\xe2\x80\xae");
  CHECK(out == R"("\u001b\u202e")");
}

TEST_CASE("visible JSON strings escape what could steer a terminal and replace invalid UTF-8") {
  CHECK(visible("a\"\\/") == R"("a\"\\/")");
  CHECK(visible("\n\t\b\x1b\x7f") == R"("\n\t\u0008\u001b\u007f")");
  CHECK(visible("\xc2\x9b\xe2\x80\xae") == R"("\u009b\u202e")");
  CHECK(visible("\xf3\xa0\x81\x81") == R"("\udb40\udc41")");  // an invisible tag, beyond 16 bits
  CHECK(visible("é\xff") == R"("é\ufffd")");
}

}  // namespace tracewh::base
