#include "search/question_text.hpp"

#include "base/error.hpp"
#include "query/sample_database.hpp"

#include <catch2/catch.hpp>

namespace tracewh::search {
namespace {

using Catch::Contains;
using Words = std::vector<std::string>;
using Texts = std::map<std::string, std::string>;

Question parse(const std::string& text) { return parse_question(query::catalogue(), "--of", text); }

TEST_CASE("a line is split into words as a shell does") {
  CHECK(split_words("slow --min 10s") == Words{"slow", "--min", "10s"});
  CHECK(split_words("  a\t b\n") == Words{"a", "b"});
  CHECK(split_words("").empty());
  CHECK(split_words(R"('a b' "c 'd'" e\ f)") == Words{"a b", "c 'd'", "e f"});
  CHECK(split_words(R"(--attr=key='two words')") == Words{"--attr=key=two words"});
  CHECK(split_words(R"("say \"so\"" 'back\slash')") == Words{R"(say "so")", R"(back\slash)"});
  CHECK(split_words("''") == Words{""});
  CHECK_THROWS_WITH(split_words("a 'b c"), Contains("does not end"));
}

TEST_CASE("a question is read from a query's name and options") {
  const Question question = parse("slow --min 10s --service='code r' --attr k=1 --attr=l=2");
  CHECK(question.query->name == "slow");
  CHECK(question.given.texts == Texts{{"min", "10s"}, {"service", "code r"}});
  CHECK(question.given.attributes == std::vector<std::string>{"k=1", "l=2"});
  CHECK(parse("failed").given.empty());
}

TEST_CASE("a value may begin with a dash") {
  CHECK(parse("slow --since -2h").given.texts.at("since") == "-2h");
}

TEST_CASE("what a query does not take is named") {
  CHECK_THROWS_WITH(parse("slow --minimum 3s"),
                    "--of 'slow --minimum 3s': query slow has no option '--minimum'");
  CHECK_THROWS_WITH(parse("slow 3s"), "--of 'slow 3s': query slow does not take '3s'");
  CHECK_THROWS_WITH(parse("slow --min"), Contains("--min needs a value"));
  CHECK_THROWS_WITH(parse("slow --min --limit 3"), Contains("--min needs a value"));
  CHECK_THROWS_WITH(parse("slow --min 1s --min 2s"), Contains("--min is given more than once"));
  CHECK_THROWS_WITH(parse("nonsense"), Contains("there is no query 'nonsense'"));
  CHECK_THROWS_WITH(parse(""), Contains("there is no query ''"));
}

TEST_CASE("values are checked before there is a database") {
  CHECK_NOTHROW(check(parse("slow --min 10s --attr k=v")));
  CHECK_THROWS_WITH(check(parse("slow --min soon")), Contains("not a duration"));
  CHECK_NOTHROW(check(parse("slow --attr k>=7")));
  CHECK_THROWS_WITH(check(parse("slow --attr k>high")), Contains("names no attribute and value"));
  CHECK_THROWS_WITH(check(parse("slow --attr k")), Contains("names no attribute and value"));
}

}  // namespace
}  // namespace tracewh::search
