#include "base/indented_json.hpp"

#include <catch2/catch.hpp>

using tracewh::base::indented_json;

TEST_CASE("JSON is indented by four blanks, whatever its strings hold") {
  CHECK(indented_json(R"({"a":[1,{"b{,:":"x\\\"]"}],)"
                      "\n"
                      R"("c":[],"d":{}})"
                      "\n") ==
        "{\n    \"a\": [\n        1,\n        {\n            \"b{,:\": \"x\\\\\\\"]\"\n        }\n    ],\n"
        "    \"c\": [],\n    \"d\": {}\n}");
  CHECK(indented_json("[]") == "[]");
  CHECK(indented_json("").empty());
  // What is cut off ends where it is cut.
  CHECK(indented_json("[\"a\\") == "[\n    \"a\\");
}
