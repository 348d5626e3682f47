#include "model/attribute_condition.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::model {
namespace {

std::string read(const std::string& text) {
  constexpr const char* kSigns[] = {"=", "!=", "<", "<=", ">", ">=", "?"};
  const auto condition = parse_condition(text);
  if (!condition) return "none";
  return condition->key + " " + kSigns[static_cast<std::size_t>(condition->comparison)] + " " +
         condition->value;
}

TEST_CASE("a condition on an attribute is a key, a sign and a value") {
  CHECK(read("llm.model=gpt-4") == "llm.model = gpt-4");
  CHECK(read("k=") == "k = ");
  CHECK(read("k!=v") == "k != v");
  CHECK(read("k<7") == "k < 7");
  CHECK(read("k<=7.5") == "k <= 7.5");
  CHECK(read("k>-7") == "k > -7");
  CHECK(read("k>=1e3") == "k >= 1e3");
}

TEST_CASE("the first sign counts, and the rest is the value") {
  CHECK(read("k=a>b") == "k = a>b");
  CHECK(read("k!==v") == "k != =v");
  CHECK(read("wow!=v") == "wow != v");
  CHECK(read("a!b=v") == "a!b = v");
}

TEST_CASE("a key in quotes may hold signs") {
  CHECK(read(R"("a>b"=c)") == "a>b = c");
  CHECK(read(R"("a>b">=7)") == "a>b >= 7");
  CHECK(read(R"("say \"so\" \\"=x)") == R"(say "so" \ = x)");
}

TEST_CASE("what is no condition is none") {
  for (const char* text :
       {"", "k", "=v", ">7", "k>high", "k<", "k>=", "a>b=c", R"("k)", R"("k"7)", R"(""=v)"}) {
    INFO(text);
    CHECK(read(text) == "none");
  }
}

TEST_CASE("numbers are compared exactly") {
  const auto compared = [](const char* left, Comparison comparison, const char* right) {
    return compare(*parse_number(left), comparison, *parse_number(right));
  };
  CHECK(compared("9223372036854775806", Comparison::kLess, "9223372036854775807"));
  CHECK(compared("9007199254740993", Comparison::kGreater, "9007199254740992.0"));
  CHECK(compared("7", Comparison::kGreaterOrEqual, "7.0"));
  CHECK_FALSE(compared("nan", Comparison::kLess, "7"));
  CHECK_FALSE(parse_number("7 apples"));
}

}  // namespace
}  // namespace tracewh::model
