#include "encode/encoded.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

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

TEST_CASE("stacks deeper than profilers record count for their last frame") {
  std::vector<model::Span> spans;
  for (std::uint64_t id = 1; id <= 1'000; ++id) {
    const auto rest = static_cast<std::int64_t>(1'000 - id) * 1'000;
    spans.push_back(span(id, id - 1, id % 2 == 0 ? "even" : "odd", kStart, kStart + rest + 1'000));
  }
  const std::string stacks = encoded("folded", test::trace(std::move(spans)));
  CHECK(std::ranges::count(stacks, '\n') == 128);
  const std::string last = stacks.substr(stacks.rfind('\n', stacks.size() - 2) + 1);
  CHECK(std::ranges::count(last, ';') == 127);
  CHECK(last.ends_with("odd;even 873\n"));
}

TEST_CASE("names cannot forge frames or lines of folded stacks") {
  model::Trace trace = test::trace({span(1, 0, "a;b\nc 9\x1b[31m", kStart, kStart + 1'000'000),
                                    span(2, 0, "", kStart + 2'000'000, kStart + 2'500'000)});
  CHECK(encoded("folded", std::move(trace)) == "a:b c 9 [31m 1000\n(no name) 500\n");
}
