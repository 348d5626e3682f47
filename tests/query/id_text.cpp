#include "query/id_text.hpp"

#include <catch2/catch.hpp>

using namespace tracewh::query;

TEST_CASE("the digits of an ID are found in what people copy") {
  CHECK(id_digits("4bf92f") == "4bf92f");
  CHECK(id_digits("4BF92F3577B34DA6A3CE929D0E0E4736") == "4BF92F3577B34DA6A3CE929D0E0E4736");
  CHECK(id_digits("4bf92f35-77b3-4da6-a3ce-929d0e0e4736") == "4bf92f3577b34da6a3ce929d0e0e4736");
  CHECK(id_digits("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01") ==
        "4bf92f3577b34da6a3ce929d0e0e4736");
  CHECK(id_digits("4bf92f3577b34da6a3ce929d0e0e4736:f067aa0ba902b7:0:1") ==
        "4bf92f3577b34da6a3ce929d0e0e4736");
}

TEST_CASE("what is no ID has no digits") {
  for (const char* text : {"", "task-1", "12-34", "4bf92f3577b34da6a3ce929d0e0e4736a", "-", "xyz"}) {
    INFO(text);
    CHECK(id_digits(text).empty());
  }
}
