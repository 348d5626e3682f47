#include "query/arguments.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;
using Catch::Contains;

namespace {

model::Value parse(ParameterType type, std::string_view text, const ArgumentContext& context = {}) {
  return parse_argument({.name = "min_x", .type = type, .choices = {"a", "b"}}, text, context);
}

QueryDefinition query_with(Parameter parameter) {
  QueryDefinition query;
  query.name = "q";
  query.parameters.push_back(std::move(parameter));
  return query;
}

}  // namespace

TEST_CASE("text is read by the type of its parameter") {
  CHECK(parse(ParameterType::kDuration, "1m30s") == model::Value{std::int64_t{90'000'000'000}});
  CHECK(parse(ParameterType::kTime, "1970-01-01T00:00:01Z") == model::Value{std::int64_t{1'000'000'000}});
  CHECK(parse(ParameterType::kTime, "-2s", {5'000'000'000, {}}) == model::Value{std::int64_t{3'000'000'000}});
  CHECK(parse(ParameterType::kInteger, "-7") == model::Value{std::int64_t{-7}});
  CHECK(parse(ParameterType::kNumber, "0.5") == model::Value{0.5});
  CHECK(parse(ParameterType::kString, "a'b") == model::Value{std::string("a'b")});
  CHECK(parse(ParameterType::kGlob, "code_*") == model::Value{std::string("code_*")});
  CHECK(parse(ParameterType::kEnum, "b") == model::Value{std::string("b")});
  CHECK(parse(ParameterType::kFlag, "true") == model::Value{std::int64_t{1}});
}

TEST_CASE("a trace ID is resolved, or has to be whole") {
  const model::TraceId id{{0xab}};
  const model::Blob blob{std::string("\xab", 1) + std::string(15, '\0')};
  CHECK(parse(ParameterType::kTraceId, "ab", {0, [&](std::string_view) { return id; }}) ==
        model::Value{blob});
  CHECK(parse(ParameterType::kTraceId, "ab000000000000000000000000000000") == model::Value{blob});
  CHECK_THROWS_WITH(parse(ParameterType::kTraceId, "ab"), Contains("32 hexadecimal digits"));
}

TEST_CASE("a bad value is named with its option and how to write it") {
  CHECK_THROWS_WITH(parse(ParameterType::kDuration, "abc"),
                    "--min-x: 'abc' is not a duration; write it like 250ms, 10s or 1m30s");
  CHECK_THROWS_WITH(parse(ParameterType::kTime, "someday"), Contains("not a time"));
  CHECK_THROWS_WITH(parse(ParameterType::kInteger, "1.5"), Contains("not an integer"));
  CHECK_THROWS_WITH(parse(ParameterType::kInteger, "99999999999999999999"), Contains("not an integer"));
  CHECK_THROWS_WITH(parse(ParameterType::kNumber, "nan"), Contains("not a number"));
  CHECK_THROWS_WITH(parse(ParameterType::kEnum, "c"), Contains("none of a, b"));
  CHECK_THROWS_WITH(parse(ParameterType::kFlag, "yes"), Contains("neither true nor false"));
}

TEST_CASE("a time window that ends before it begins is refused") {
  QueryDefinition query = query_with({.name = "since", .type = ParameterType::kTime});
  query.parameters.push_back({.name = "until", .type = ParameterType::kTime});
  CHECK_NOTHROW(bind_arguments(query, {{"since", "2026-01-02"}}, {}));
  CHECK_NOTHROW(bind_arguments(query, {{"since", "2026-01-02"}, {"until", "2026-01-02"}}, {}));
  CHECK_THROWS_WITH(bind_arguments(query, {{"since", "2026-01-02"}, {"until", "2026-01-01"}}, {}),
                    "--since is after --until: 2026-01-02T00:00:00Z and 2026-01-01T00:00:00Z");
}

TEST_CASE("what is close to a choice or a parameter is suggested") {
  const auto hint_of = [](const std::string& name, const std::string& text) {
    try {
      bind_arguments(query_with({.name = "scope", .type = ParameterType::kEnum, .choices = {"task", "span"}}),
                     {{name, text}}, {});
    } catch (const base::Error& error) {
      return error.hint();
    }
    return std::string("none");
  };
  CHECK(hint_of("scope", "tsak") == "did you mean task?");
  CHECK(hint_of("scope", "workers") == "");
  CHECK(hint_of("scpoe", "task") == "did you mean scope?");
}

TEST_CASE("what is not given has its default, or is NULL") {
  const auto value = [](Parameter parameter, const std::map<std::string, std::string>& given) {
    return bind_arguments(query_with(std::move(parameter)), given, {}).at(0).value;
  };
  const Parameter optional{.name = "x", .type = ParameterType::kInteger};
  CHECK(value(optional, {}) == model::Value{});
  CHECK(value(optional, {{"x", "3"}}) == model::Value{std::int64_t{3}});
  CHECK(value({.name = "x", .type = ParameterType::kInteger, .default_text = "5"}, {}) ==
        model::Value{std::int64_t{5}});
  CHECK(value({.name = "x", .type = ParameterType::kFlag}, {}) == model::Value{std::int64_t{0}});
}

TEST_CASE("a limit of 0 means all rows") {
  const auto query = query_with(standard_parameters().back());
  REQUIRE(query.parameters.front().name == "limit");
  CHECK(bind_arguments(query, {}, {}).at(0).value == model::Value{std::int64_t{50}});
  CHECK(bind_arguments(query, {{"limit", "0"}}, {}).at(0).value == model::Value{std::int64_t{-1}});
  CHECK_THROWS_WITH(bind_arguments(query, {{"limit", "-3"}}, {}), Contains("negative"));
}

TEST_CASE("a missing or unknown argument is refused") {
  const auto query = query_with({.name = "worker_id", .required = true});
  CHECK_THROWS_WITH(bind_arguments(query, {}, {}), "query 'q' needs --worker-id");
  CHECK_THROWS_WITH(bind_arguments(query, {{"other", "1"}}, {}), Contains("no parameter 'other'"));
}
