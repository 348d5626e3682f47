#include "base/quantity.hpp"

#include <catch2/catch.hpp>

namespace tracewh::base {

TEST_CASE("A count is shown with its thousands separated") {
  CHECK(format_count(0) == "0");
  CHECK(format_count(999) == "999");
  CHECK(format_count(1'000) == "1,000");
  CHECK(format_count(1'234'567) == "1,234,567");
}

TEST_CASE("A size is shown with three digits at most") {
  CHECK(format_bytes(0) == "0 B");
  CHECK(format_bytes(512) == "512 B");
  CHECK(format_bytes(1'500) == "1.5 kB");
  CHECK(format_bytes(99'949) == "99.9 kB");
  CHECK(format_bytes(190'500) == "190 kB");
  CHECK(format_bytes(999'600) == "1.0 MB");
  CHECK(format_bytes(-2e9) == "-2.0 GB");
  CHECK(format_bytes(5e15) == "5000 TB");
}

TEST_CASE("A size is read with its unit") {
  CHECK(parse_bytes("500MB") == 500'000'000);
  CHECK(parse_bytes("1.5GB") == 1'500'000'000);
  CHECK(parse_bytes("2GiB") == 2'147'483'648);
  for (const char* text : {"", "500", "MB", "-1MB", "1 MB", "1XB", "9000000TB"}) {
    INFO(text);
    CHECK_FALSE(parse_bytes(text));
  }
}

}  // namespace tracewh::base
