#include "encode/encoded.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::encode;
using test::span;

TEST_CASE("folded stacks have the self time of each path") {
  // The root of 10 ms has two calls of 3 ms and 2 ms, the first of which has a part of 1 ms.
  model::Trace trace = test::trace({span(1, 0, "root", kStart, kStart + 10'000'000),
                                    span(2, 1, "call", kStart, kStart + 3'000'000),
                                    span(3, 2, "part", kStart, kStart + 1'000'000),
                                    span(4, 1, "call", kStart + 5'000'000, kStart + 7'000'000)});
  CHECK(encoded("folded", std::move(trace)) ==
        "root 5000\n"
        "root;call 4000\n"
        "root;call;part 1000\n");
}

TEST_CASE("names cannot forge frames or lines of folded stacks") {
  model::Trace trace = test::trace({span(1, 0, "a;b\nc 9\x1b[31m", kStart, kStart + 1'000'000),
                                    span(2, 0, "", kStart + 2'000'000, kStart + 2'500'000)});
  CHECK(encoded("folded", std::move(trace)) == "a:b c 9 [31m 1000\n(no name) 500\n");
}
