#include "net/query/tag_conditions.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace tracewh;
using namespace tracewh::net;
using model::Comparison, model::AttributeCondition;

namespace {

std::string text_of(const AttributeCondition& condition) {
  constexpr const char* kSigns[] = {"=", "!=", "<", "<=", ">", ">=", "?"};
  return condition.key + " " + kSigns[static_cast<std::size_t>(condition.comparison)] + " " + condition.value;
}

std::string texts_of(const std::vector<AttributeCondition>& conditions) {
  std::string joined;
  for (const AttributeCondition& condition : conditions)
    joined += (joined.empty() ? "" : "; ") + text_of(condition);
  return joined;
}

}  // namespace

TEST_CASE("A tag is split at its first colon, and compared where it has none") {
  CHECK(text_of(read_tag("a:b:c")) == "a = b:c");
  CHECK(text_of(read_tag("a:")) == "a = ");
  CHECK(text_of(read_tag("a:>7")) == "a > 7");
  CHECK(text_of(read_tag("a:>b")) == "a = >b");
  CHECK(text_of(read_tag("priority>7")) == "priority > 7");
  CHECK(text_of(read_tag("priority<=7.5")) == "priority <= 7.5");
  CHECK(text_of(read_tag("a=b")) == "a = b");
  CHECK(text_of(read_tag("a!=b")) == "a != b");
  CHECK(text_of(read_tag("a:!=7")) == "a != 7");
  CHECK(text_of(read_tag("a:!b")) == "a = !b");
  CHECK_THROWS_AS(read_tag("a"), base::Error);
  CHECK_THROWS_AS(read_tag("a>b"), base::Error);
}

TEST_CASE("Tags are a JSON object of texts, or the words that Jaeger's page makes one of") {
  CHECK(texts_of(read_tags(R"({"error":"true","http.status_code":"500"})")) ==
        "error = true; http.status_code = 500");
  // What the page makes of `priority>7` and `priority>=7`.
  CHECK(texts_of(read_tags(R"({"priority>7":"true"})")) == "priority > 7");
  CHECK(texts_of(read_tags(R"({"priority>":"7"})")) == "priority >= 7");
  CHECK(texts_of(read_tags(R"({"priority!":"7"})")) == "priority != 7");
  CHECK(texts_of(read_tags(R"(error=true  name="a b" priority>7)")) ==
        "error = true; name = a b; priority > 7");
  CHECK(texts_of(read_tags("{}")).empty());
  for (const char* malformed : {R"({"a":1})", "{", "word", R"({"a":{}})"}) {
    INFO(malformed);
    CHECK_THROWS_AS(read_tags(malformed), base::Error);
  }
}

TEST_CASE("Zipkin's annotation query joins tags and words") {
  CHECK(texts_of(read_annotation_query("http.method=GET and error")) == "http.method = GET; error ? ");
}
