#include "base/error.hpp"
#include "query/sample_database.hpp"
#include "search/matched_trace.hpp"
#include "search/matches_within.hpp"
#include "search/run_condition.hpp"
#include "search/trace_filter.hpp"
#include "search/tree_loader.hpp"
#include "store/sqlite/memory_bound.hpp"

#include <catch2/catch.hpp>

namespace tracewh::search {
namespace {

using Catch::Contains;

struct OpenSample {
  query::SampleDatabase database;
  store::Reader reader{database.file()};
};

Question question(const std::string& name, std::map<std::string, std::string> texts = {}) {
  return {&query::catalogue().get(name), {std::move(texts), {}}};
}

std::string beginnings(const std::vector<MatchedTrace>& traces) {
  std::string text;
  for (const MatchedTrace& match : traces) text += model::to_string(match.trace.id).substr(0, 4) + " ";
  return text;
}

std::vector<MatchedTrace> traces_of(store::Reader& reader, const model::RowSet& rows) {
  model::RowSetStream stream(rows);
  return matched_traces(reader, stream);
}

model::Blob blob(std::string bytes) { return {std::move(bytes)}; }

TEST_CASE("rows name traces once, in their order, with the spans that match") {
  OpenSample sample;
  model::RowSet rows{{"span_id", "trace_id"}, {}, false};
  rows.rows = {{"0000000000000002", "bb030000000000000000000000000003"},
               {"0000000000000003", "aa010000000000000000000000000001"},
               {"0000000000000001", "bb030000000000000000000000000003"},
               {model::Value(), model::Value()}};
  const std::vector<MatchedTrace> traces = traces_of(sample.reader, rows);
  CHECK(beginnings(traces) == "bb03 aa01 ");
  CHECK(traces.at(0).spans == std::vector<model::SpanId>{{1}, {2}});
  CHECK(traces.at(1).spans == std::vector<model::SpanId>{{3}});
  CHECK(traces.at(1).trace.span_count == 4);
}

TEST_CASE("a trace is named by text or by bytes, and left out once it is gone") {
  OpenSample sample;
  const std::string id = std::string("\xaa\x02") + std::string(13, '\0') + '\x02';
  const model::RowSet rows{{"trace_id"}, {{blob(id)}, {"cc020000000000000000000000000002"}}, false};
  CHECK(beginnings(traces_of(sample.reader, rows)) == "aa02 ");
}

TEST_CASE("rows that name no traces are refused") {
  OpenSample sample;
  CHECK_THROWS_WITH(traces_of(sample.reader, {{"name"}, {{"x"}}, false}), Contains("name no traces"));
  for (const model::Value& value :
       {model::Value("aa01"), model::Value(std::int64_t{1}), model::Value(blob("a"))}) {
    CHECK_THROWS_WITH(traces_of(sample.reader, {{"trace_id"}, {{value}}, false}), Contains("no trace ID"));
  }
}

TEST_CASE("what rows name counts as memory of the question") {
  OpenSample sample;
  query::Answer endless = query::run_sql(sample.reader,
                                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                         "SELECT printf('%032x', i) AS trace_id FROM n",
                                         -1);
  const store::MemoryBound bound(std::int64_t{8} << 20);
  CHECK_THROWS_WITH(matched_traces(sample.reader, endless), Contains("more memory than allowed"));
}

TEST_CASE("a query finds all of its traces, also beyond the limit of a list") {
  OpenSample sample;
  const FoundTraces first = traces_found(sample.reader, question("traces", {{"limit", "1"}}));
  CHECK(beginnings(first.traces) == "bb04 ");
  CHECK(first.truncated);
  const FoundTraces all = traces_found(sample.reader, question("traces"));
  CHECK(all.traces.size() == 4);
  CHECK_FALSE(all.truncated);
}

TEST_CASE("traces are named by IDs and by their beginnings") {
  OpenSample sample;
  CHECK(beginnings(traces_named(sample.reader, {"bb04", "aa010000000000000000000000000001"})) ==
        "bb04 aa01 ");
  CHECK_THROWS_WITH(traces_named(sample.reader, {"aa"}), Contains("more than one trace"));
}

TEST_CASE("a loader gives one trace after another with its summary") {
  OpenSample sample;
  TreeLoader loader(sample.reader);
  for (const MatchedTrace& match : traces_named(sample.reader, {"aa01", "bb03"})) {
    const LoadedTrace trace = loader.load(match.trace);
    CHECK(trace.summary.trace_id == match.trace.id);
    CHECK(trace.summary.spans == match.trace.span_count);
  }
}

TEST_CASE("matches are counted and marked beyond the limit of what is shown") {
  OpenSample sample;
  const Question one = question("spans", {{"limit", "1"}});
  CHECK(count_matches(sample.reader, one) == count_matches(sample.reader, question("spans")));
  CHECK(count_matches(sample.reader, one) > 1);
  const std::vector<MatchedTrace> shown = traces_named(sample.reader, {"aa01"});
  const std::vector<MatchedTrace> marked = with_all_matches(sample.reader, one, shown);
  REQUIRE(beginnings(marked) == "aa01 ");
  CHECK(marked[0].spans.size() == shown[0].trace.span_count);
}

TEST_CASE("a filter lets pass what its query finds, in the order of the feed") {
  OpenSample sample;
  std::vector<query::FinishedTrace> given;
  for (const MatchedTrace& match : traces_named(sample.reader, {"bb03", "aa02", "aa01"})) {
    given.push_back({match.trace, 1767225600000000000, 1767225815000000000, {}});
  }
  const TraceFilter filter(question("failed", {{"limit", "1"}}));
  std::string passed;
  for (const FilteredTrace& trace : filter.pass(sample.reader, given)) {
    passed += model::to_string(trace.trace.key.id).substr(0, 4) + ' ';
    CHECK_FALSE(trace.spans.empty());
  }
  CHECK(passed == "bb03 aa01 ");
  CHECK(filter.pass(sample.reader, {}).empty());
  CHECK_THROWS_WITH(TraceFilter(question("workers")), Contains("name no traces"));
}

TEST_CASE("a condition asks its query of one run") {
  OpenSample sample;
  const auto condition = [](const std::string& text) {
    return RunCondition(query::catalogue(), "--fail-on", text);
  };
  CHECK(condition("slow --min 10s").text() == "slow --min 10s");
  CHECK_THROWS_WITH(condition("slow --run other"), Contains("the run is that of the command"));
  CHECK_THROWS_WITH(condition("slow --min soon"), Contains("not a duration"));
  CHECK_THROWS_WITH(ask(sample.reader, condition("failed").about("no such run")),
                    Contains("there is no run"));
}

}  // namespace
}  // namespace tracewh::search
