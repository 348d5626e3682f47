#include "cli/wrapped_text.hpp"

#include <catch2/catch.hpp>

namespace tracewh::cli {
namespace {

const std::string kWord(39, 'x');

TEST_CASE("text is broken between words, at 80 columns") {
  CHECK(wrapped("a few words") == "a few words\n");
  CHECK(wrapped(kWord + " " + kWord + "y") == kWord + " " + kWord + "y\n");
  CHECK(wrapped(kWord + " " + kWord + "yz") == kWord + "\n" + kWord + "yz\n");
  CHECK(wrapped("").empty());
}

TEST_CASE("a word that is longer than a line stays whole") {
  const std::string longer(100, 'x');
  CHECK(wrapped("a " + longer + " b") == "a\n" + longer + "\nb\n");
}

TEST_CASE("an indented line goes on further to the right") {
  CHECK(wrapped("list:\n  " + kWord + " " + kWord + "\nend", 2) ==
        "  list:\n    " + kWord + "\n      " + kWord + "\n  end\n");
}

TEST_CASE("a description stands behind its name, or below a long one") {
  CHECK(two_columns("--a", "text", 8) == "  --a   text\n");
  CHECK(two_columns("--abcdef", "text", 8) == "  --abcdef\n        text\n");
  CHECK(two_columns("--a", "", 8) == "  --a\n");
}

}  // namespace
}  // namespace tracewh::cli
