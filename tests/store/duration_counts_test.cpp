#include "store/totals/duration_counts.hpp"

#include <catch2/catch.hpp>

namespace tracewh::store::test {
namespace {

TEST_CASE("few durations are kept as they are") {
  DurationCounts counts;
  counts.add(10'701, 1);
  counts.add(5, 1);
  counts.add(5, 1);
  CHECK(counts.to_json() == "[5,5,10701]");
  CHECK(counts.percentile(99) == 10'701);
}

TEST_CASE("many durations are counted by what they are rounded down to") {
  DurationCounts counts;
  counts.add(1'019, DurationCounts::kExact - 1);
  counts.add(5, 1);
  CHECK_FALSE(counts.to_json().starts_with('{'));
  counts.add(1'001, 2);
  CHECK(counts.to_json() == R"({"5":1,"1000":101})");
  CHECK(counts.percentile(99) == 1'000);
  CHECK_FALSE(counts.is_coarse());
  counts.add(1'001, -2);
  CHECK(counts.is_coarse());
}

TEST_CASE("a duration that nothing has any more is forgotten") {
  DurationCounts counts;
  counts.add(7, 1);
  counts.add(7, -1);
  CHECK(counts.to_json() == "[]");
  CHECK_FALSE(counts.percentile(50));
}

TEST_CASE("counts are read back as they were written") {
  const std::string json = R"({"0":2,"99":1,"1200000000":40})";
  CHECK(DurationCounts::from_json(json)->to_json() == json);
  CHECK(DurationCounts::from_json("[0,7,7,9]")->to_json() == "[0,7,7,9]");
  CHECK(DurationCounts::from_json("[]")->to_json() == "[]");
}

TEST_CASE("what are no counts is refused") {
  for (const char* json : {"",
                           "{",
                           "}",
                           "[2,1]",
                           "[1,]",
                           "[,]",
                           "[-1]",
                           "[1.5]",
                           "[1}",
                           "{,}",
                           R"({"1":2,})",
                           R"({"1":2,"1":3})",
                           R"({"2":1,"1":1})",
                           R"({"1":0})",
                           R"({"1":-2})",
                           R"({"-1":2})",
                           R"({"1":})",
                           R"({"":1})",
                           R"({1:1})",
                           R"({"1" :1})",
                           R"({"1":1.5})",
                           R"({"1":9223372036854775807})",
                           R"({"99999999999999999999":1})",
                           R"({":1})",
                           R"({:})"}) {
    INFO(json);
    CHECK_FALSE(DurationCounts::from_json(json));
  }
}

TEST_CASE("percentiles are by nearest rank") {
  const DurationCounts counts = *DurationCounts::from_json(R"({"10":1,"20":1,"30":1,"40":1})");
  CHECK(counts.percentile(1) == 10);
  CHECK(counts.percentile(50) == 20);
  CHECK(counts.percentile(75) == 30);
  CHECK(counts.percentile(76) == 40);
}

}  // namespace
}  // namespace tracewh::store::test
