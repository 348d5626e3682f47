#include "store/read/comparable_value.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::store {
namespace {

/// Whether the first of `values` equals what somebody writes as `text`.
bool equals(const std::string& values, const std::string& text) {
  const Cell value = comparable_value(values, 0);
  for (const model::Value& form : forms_that_equal(text)) {
    if (same_form(value, form)) return true;
  }
  return false;
}

TEST_CASE("a string equals its text and nothing else") {
  CHECK(equals(R"(["gpt-4"])", "gpt-4"));
  CHECK_FALSE(equals(R"(["gpt-4o"])", "gpt-4"));
  CHECK(equals(R"(["say \"hi\"\n\u0001\\"])", "say \"hi\"\n\x01\\"));
  CHECK(equals(R"([""])", ""));
  CHECK(equals(R"(["5"])", "5"));
  CHECK_FALSE(equals(R"(["5"])", "5.0"));
  CHECK(equals(R"(["true"])", "true"));
}

TEST_CASE("a number equals what reads as it") {
  CHECK(equals("[5]", "5"));
  CHECK(equals("[5]", "5.0"));
  CHECK(equals("[5.0]", "5"));
  CHECK(equals("[-100.0]", "-1e2"));
  CHECK_FALSE(equals("[5]", "5x"));
  CHECK_FALSE(equals("[5]", " 5"));
  CHECK_FALSE(equals("[5]", ""));
  CHECK(equals("[9223372036854775807]", "9223372036854775807"));
  CHECK_FALSE(equals("[9223372036854775807]", "9223372036854775806"));
  CHECK_FALSE(equals("[9223372036854775807]", "9223372036854775808"));
  // This integer is no double, and the double near it another number.
  CHECK_FALSE(equals("[9007199254740992.0]", "9007199254740993"));
  CHECK(equals(R"([{"doubleValue":"NaN"}])", "NaN"));
  CHECK(equals(R"([{"doubleValue":"-Infinity"}])", "-Infinity"));
  CHECK_FALSE(equals(R"([{"doubleValue":"Infinity"}])", "-Infinity"));
}

TEST_CASE("a boolean equals its word") {
  CHECK(equals("[true]", "true"));
  CHECK(equals("[false]", "false"));
  CHECK_FALSE(equals("[true]", "false"));
  CHECK_FALSE(equals("[true]", "1"));
}

TEST_CASE("empty values, bytes, lists and maps equal nothing") {
  for (const std::string value : {"null", R"({"bytesValue":"AQ=="})", R"(["x"])", "{}"}) {
    const std::string values = "[" + value + "]";
    CHECK_FALSE(equals(values, value));
    CHECK_FALSE(equals(values, ""));
  }
  CHECK_FALSE(equals("[]", ""));
}

TEST_CASE("the index keeps the beginning of long text, and whole characters") {
  const std::string text = std::string(94, 'x') + "ü";
  const std::string values = "[\"" + text + "\"]";
  const Cell kept = indexed_form(comparable_value(values, 0));
  CHECK(std::get<std::string_view>(kept) == "\"" + std::string(94, 'x'));
  CHECK(same_form(kept, indexed_forms(text).front()));
}

}  // namespace
}  // namespace tracewh::store
