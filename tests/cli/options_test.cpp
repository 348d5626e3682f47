#include "base/error.hpp"
#include "cli/duration_option.hpp"
#include "cli/ingest_rules.hpp"
#include "cli/keep_options.hpp"
#include "cli/query_arguments.hpp"
#include "query/embedded.hpp"

#include <catch2/catch.hpp>

namespace tracewh::cli {
namespace {

using Catch::Contains;

TEST_CASE("a duration that cannot be read names its option") {
  CHECK(duration_option("--wait", "1m30s") == 90'000'000'000);
  CHECK_THROWS_WITH(duration_option("--wait", "soon"), "--wait: 'soon' is not a duration");
}

TEST_CASE("traces are kept by age and size") {
  const store::Retention limits = retention({"3d", "2GB"}, {true, "5s"});
  CHECK(limits.keep_ns == std::int64_t{3} * 24 * 3600 * 1'000'000'000);
  CHECK(limits.max_bytes == 2'000'000'000);
  CHECK(limits.keep.errors);
  CHECK(limits.keep.slow_ns == 5'000'000'000);
  CHECK_FALSE(retention({}, {}).is_limited());
}

TEST_CASE("limits that would keep nothing, or are none, are refused") {
  CHECK_THROWS_WITH(retention({"0s", ""}, {}), Contains("would keep nothing"));
  CHECK_THROWS_WITH(retention({"", "1MB"}, {}), Contains("too little"));
  CHECK_THROWS_WITH(retention({"", "many"}, {}), Contains("is not a size"));
}

TEST_CASE("a sampling has a rule for others only when one is given") {
  CHECK_FALSE(sampling(std::nullopt, {true, ""}).has_value());
  CHECK_FALSE(sampling(0.5, {})->keep.has_value());
  CHECK(sampling(0.5, {true, ""})->keep->errors);
}

TEST_CASE("labels become a JSON object") {
  CHECK(labels_json({"a=1", "b=x=y", "c="}) == R"({"a":"1","b":"x=y","c":""})");
  CHECK(labels_json({}) == "{}");
  CHECK_THROWS_WITH(labels_json({"=1"}), Contains("is not KEY=VALUE"));
}

TEST_CASE("options of queries need a query") {
  const query::Catalogue catalogue(query::embedded_files(), {});
  const search::GivenArguments given{{{"min", "1s"}}, {}};
  CHECK(question_of(catalogue, "slow", given, "")->query->name == "slow");
  CHECK_FALSE(question_of(catalogue, "", {}, "").has_value());
  CHECK_THROWS_WITH(question_of(catalogue, "", given, ""), "'min' is an option of queries");
  CHECK_THROWS_WITH(question_of(catalogue, "", {{}, {"k=v"}}, ""), "'attr' is an option of queries");
}

}  // namespace
}  // namespace tracewh::cli
