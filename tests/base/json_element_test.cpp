#include "base/json_element.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::base {
namespace {

TEST_CASE("elements of a JSON array are found by their position") {
  const std::string array = R"(["a,]\"","\\",[1,["]"],{}],{"k":"}"},-1.5e3,true,null,""])";
  const std::string_view elements[] = {
      R"("a,]\"")", R"("\\")", R"([1,["]"],{}])", R"({"k":"}"})", "-1.5e3", "true", "null", R"("")"};
  for (std::size_t i = 0; i < std::size(elements); ++i) CHECK(json_element(array, i) == elements[i]);
  CHECK(json_element(array, std::size(elements)).empty());
  CHECK(json_element("[]", 0).empty());
  CHECK(json_element("", 0).empty());
}

TEST_CASE("no element reaches beyond an array that is cut or no array at all") {
  const std::string array = R"(["a\"",[{"k":["x"]}],12,])]]}},"\)";
  for (std::size_t length = 0; length <= array.size(); ++length) {
    // Of its own size, so that a sanitizer sees what lies behind it.
    const std::string cut(array.data(), length);
    for (std::size_t i = 0; i < 5; ++i) {
      const std::string_view element = json_element(cut, i);
      if (!element.empty()) CHECK(element.end() <= std::string_view(cut).end());
    }
  }
}

}  // namespace
}  // namespace tracewh::base
