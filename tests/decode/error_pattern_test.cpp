#include "decode/normalize/error_pattern.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace tracewh::decode {
namespace {

TEST_CASE("numbers in a message count as equal") {
  CHECK(error_pattern("worker timed out after 30s") == "worker timed out after #s");
  CHECK(error_pattern("retry 3 of 10") == "retry # of #");
}

TEST_CASE("hexadecimal IDs in a message count as equal") {
  CHECK(error_pattern("job 17 of 4f2a9c01-77aa failed") == "job # of # failed");
  CHECK(error_pattern("id=\"ab12\", (c0ffee1)") == "id=\"#\", (#)");
}

TEST_CASE("words that hold a digit and other letters keep these") {
  CHECK(error_pattern("gpt-4o is gone") == "gpt-#o is gone");
  CHECK(error_pattern("dead beef") == "dead beef");
}

TEST_CASE("separators and full stops behind an ID stay") {
  CHECK(error_pattern("lost 8f3a.") == "lost #.");
  CHECK(error_pattern("at /tmp/0a1/x") == "at /tmp/#/x");
}

TEST_CASE("the first 200 characters count, whatever their bytes") {
  std::string message;
  for (int i = 0; i < 300; ++i) message += "ü";
  CHECK(error_pattern(message) == message.substr(0, 400));
  CHECK(error_pattern("") == "");
}

}  // namespace
}  // namespace tracewh::decode
