#include "base/error.hpp"
#include "query/trace_finder.hpp"
#include "query/trace_loader.hpp"
#include "sample_database.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;
using Catch::Contains;

namespace {

struct OpenSample {
  SampleDatabase database;
  store::Reader reader{database.file()};
};

base::ErrorCode code_of(store::Reader& reader, std::string_view text) {
  try {
    find_trace(reader, text);
  } catch (const base::Error& error) {
    return error.code();
  }
  FAIL("found " << text);
  return {};
}

}  // namespace

TEST_CASE("a trace is found by its ID or a unique prefix, of any length and case") {
  OpenSample sample;
  CHECK(find_trace(sample.reader, "aa010000000000000000000000000001").arrival == Arrival{1});
  CHECK(find_trace(sample.reader, "aa01").arrival == Arrival{1});
  CHECK(find_trace(sample.reader, "BB03").arrival == Arrival{3});
  CHECK(find_trace(sample.reader, "bb04").span_count == 2);
}

TEST_CASE("a prefix of several traces names them") {
  OpenSample sample;
  CHECK_THROWS_WITH(find_trace(sample.reader, "a"), "'a' names more than one trace");
  try {
    find_trace(sample.reader, "aa0");
  } catch (const base::Error& error) {
    CHECK_THAT(error.hint(), Contains("aa010000000000000000000000000001, aa020000000000000000000000000002"));
  }
}

TEST_CASE("an ID is found in each form that people have it in") {
  OpenSample sample;
  for (const char* text : {"aa01000000000000-0000000000000001", "AA010000-0000-0000-0000-000000000001",
                           "00-aa010000000000000000000000000001-0000000000000002-01",
                           "aa010000000000000000000000000001:2:0:1"}) {
    INFO(text);
    CHECK(find_trace(sample.reader, text).arrival == Arrival{1});
  }
}

TEST_CASE("a trace is found by a span or a task that no other trace has, which match") {
  OpenSample sample;
  const MatchedTrace by_span = TraceFinder(sample.reader).find("fffffffffffffffc");
  CHECK(by_span.trace.arrival == Arrival{1});
  CHECK(by_span.spans == std::vector<model::SpanId>{{0xfffffffffffffffc}});
  CHECK(code_of(sample.reader, "0000000000000001") == base::ErrorCode::kUsage);
  const MatchedTrace by_task = TraceFinder(sample.reader).find("t-1");
  CHECK(by_task.trace.arrival == Arrival{1});
  CHECK(by_task.spans == std::vector<model::SpanId>{{1}});
}

TEST_CASE("an ID that nothing has is told") {
  OpenSample sample;
  CHECK(code_of(sample.reader, "cc") == base::ErrorCode::kUnanswerable);
  CHECK(code_of(sample.reader, "xyz") == base::ErrorCode::kUnanswerable);
  CHECK(code_of(sample.reader, std::string(33, 'a')) == base::ErrorCode::kUnanswerable);
  CHECK(code_of(sample.reader, "") == base::ErrorCode::kUsage);
}

TEST_CASE("a trace is loaded in order of start") {
  OpenSample sample;
  const model::Trace trace = TraceLoader(sample.reader).load(find_trace(sample.reader, "aa01"));
  REQUIRE(trace.spans.size() == 4);
  CHECK(trace.first);
  CHECK(trace.last);
  CHECK(model::to_string(trace.trace_id) == "aa010000000000000000000000000001");

  const model::Span& root = trace.spans[0];
  CHECK_FALSE(root.parent_span_id.valid());
  CHECK(root.name == "multiagent.task.run");
  CHECK(root.role == model::Role::kTask);
  CHECK(root.duration_ns() == 20'000'000'000);
  CHECK(root.evidence == model::evidence::kErrorReply);
  CHECK(detail(root) == "build");

  const model::Span& worker = trace.spans[2];
  CHECK(worker.status == model::StatusCode::kError);
  CHECK(actor(worker) == "coder-1");
  CHECK(detail(worker) == "generate");
  CHECK(trace.service_of(worker) == "coder");

  const model::Span& message = trace.spans[3];
  CHECK(message.span_id.value == 0xfffffffffffffffc);
  CHECK(message.parent_span_id.value == 3);
  CHECK(failure_message(message) == "job 18 of 00ff12cd-8 failed");
  CHECK(detail(message) == "error");
}

TEST_CASE("an unfinished span has no duration") {
  OpenSample sample;
  const model::Trace trace = TraceLoader(sample.reader).load(find_trace(sample.reader, "bb03"));
  CHECK(trace.spans.at(1).duration_ns() == std::nullopt);
}

TEST_CASE("a large trace is cut and says so") {
  OpenSample sample;
  const model::Trace trace = TraceLoader(sample.reader).load(find_trace(sample.reader, "aa01"), 2);
  CHECK(trace.spans.size() == 2);
  CHECK_FALSE(trace.last);
}

TEST_CASE("a trace summary is loaded as it is stored") {
  OpenSample sample;
  const model::TraceSummary summary = SummaryLoader(sample.reader).load(find_trace(sample.reader, "aa01"));
  CHECK(summary.name == "multiagent.task.run");
  CHECK(summary.service == "planner");
  CHECK(summary.duration_ns == 20'000'000'000);
  CHECK(summary.spans == 4);
  CHECK(summary.errors == 3);
  CHECK(summary.services == std::vector<std::string>{"coder", "planner"});
  CHECK(summary.agents == std::vector<std::string>{"coder-1"});
  CHECK(summary.status == model::StatusCode::kError);
  CHECK(summary.has_root);
  CHECK_FALSE(SummaryLoader(sample.reader).load(find_trace(sample.reader, "bb04")).has_root);
}
