#include "ingest/live_writer.hpp"

#include "live_fixture.hpp"

#include <catch2/catch.hpp>

#include <utility>
#include <vector>

namespace tracewh::ingest::test {
namespace {

using namespace std::chrono_literals;
using Clock = LiveWriter::Clock;

/// What the time is where old traces leave.
constexpr std::int64_t kNow = kEpoch + 100'000;

/// Keeps half of the traces, those from trace 0x80 on, and all that failed.
LiveOptions sampled(const LiveStore& store) {
  LiveOptions options = store.options();
  options.ingest.sampling = Sampling{Sampler(0.5), store::KeepRule{.errors = true, .slow_ns = {}}};
  options.decision_wait = 10s;
  return options;
}

IngestStats store_batch(LiveWriter& writer, model::Batch batch, Clock::time_point now) {
  std::vector<Submission> group;
  group.push_back({"test", std::move(batch), 100, {}});
  return writer.store(group, now);
}

std::uint64_t drop_due(LiveWriter& writer, Clock::time_point now) {
  std::uint64_t dropped = 0;
  while (const auto stats = writer.tidy(now, 0)) dropped += stats->dropped.traces;
  return dropped;
}

std::string traces(const LiveStore& store) {
  return store.ask(
      "SELECT group_concat(start_ns / 1000 % 1000, ' ') FROM (SELECT start_ns FROM trace ORDER BY 1)");
}

TEST_CASE("a trace that is not chosen is decided on once no span of it came for the wait") {
  LiveStore store;
  const LiveOptions options = sampled(store);
  LiveWriter writer(options, 1s);
  const Clock::time_point start = Clock::now();
  store_batch(writer, make_batch(1, 2), start);
  store_batch(writer, make_batch(2, 2), start);
  store_batch(writer, make_batch(0x90, 2), start);
  store_batch(writer, make_batch(2, 1, 3), start + 5s);
  CHECK(drop_due(writer, start + 9s) == 0);
  CHECK(traces(store) == "1 2 144\n");
  CHECK(drop_due(writer, start + 10s) == 1);
  CHECK(traces(store) == "2 144\n");
  CHECK(drop_due(writer, start + 14s) == 0);
  CHECK(drop_due(writer, start + 15s) == 1);
  CHECK(traces(store) == "144\n");
  CHECK(store.ask("SELECT spans FROM dropped_trace ORDER BY 1") == "2\n3\n");
  CHECK(store.ask("SELECT count(*) FROM undecided_trace") == "0\n");
}

TEST_CASE("a trace that failed stays, whichever of its spans told of it") {
  LiveStore store;
  const LiveOptions options = sampled(store);
  LiveWriter writer(options, 1s);
  const Clock::time_point start = Clock::now();
  store_batch(writer, make_batch(1, 2), start);
  store_batch(writer, make_batch(1, 1, 3, model::evidence::kException), start + 2s);
  CHECK(drop_due(writer, start + 20s) == 0);
  CHECK(store.ask("SELECT span_count FROM trace") == "3\n");
  // Spans that come later join it.
  store_batch(writer, make_batch(1, 1, 4), start + 21s);
  CHECK(drop_due(writer, start + 60s) == 0);
  CHECK(store.ask("SELECT span_count FROM trace") == "4\n");
}

TEST_CASE("without a rule, spans of traces that are not chosen are counted and never stored") {
  LiveStore store;
  LiveOptions options = sampled(store);
  options.ingest.sampling->keep.reset();
  LiveWriter writer(options, 1s);
  const IngestStats stats = store_batch(writer, make_batch(1, 2), Clock::now());
  CHECK(stats.dropped.spans == 2);
  CHECK(stats.written.inserted == 0);
  CHECK(traces(store) == "\n");
}

TEST_CASE("the end decides on what is held") {
  LiveStore store;
  const LiveOptions options = sampled(store);
  LiveWriter writer(options, 1s);
  store_batch(writer, make_batch(1, 2), Clock::now());
  store_batch(writer, make_batch(2, 2, 1, model::evidence::kStatus), Clock::now());
  CHECK(writer.finish(Clock::now() + 1min, 1).dropped.traces == 1);
  CHECK(traces(store) == "2\n");
}

TEST_CASE("what an earlier sink left open is decided on by the next one") {
  LiveStore store;
  const LiveOptions options = sampled(store);
  {
    LiveWriter writer(options, 1s);
    store_batch(writer, make_batch(1, 2), Clock::now());
  }
  CHECK(traces(store) == "1\n");
  SECTION("after the wait") {
    LiveWriter writer(options, 1s);
    CHECK(drop_due(writer, Clock::now() + 11s) == 1);
    CHECK(traces(store) == "\n");
  }
  SECTION("without sampling all stay") {
    const LiveOptions everything = store.options();
    LiveWriter writer(everything, 1s);
    CHECK(drop_due(writer, Clock::now() + 11s) == 0);
    CHECK(traces(store) == "1\n");
    CHECK(store.ask("SELECT count(*) FROM undecided_trace") == "0\n");
  }
}

TEST_CASE("old traces leave by and by, and are counted") {
  LiveStore store;
  LiveOptions options = store.options();
  options.retention.keep_ns = 50'000;
  LiveWriter writer(options, 1s);
  const Clock::time_point start = Clock::now();
  for (std::uint8_t trace = 1; trace <= 100; ++trace) store_batch(writer, make_batch(trace, 1), start);
  while (writer.tidy(start, kNow)) {
  }
  CHECK(store.ask("SELECT min(start_ns), count(*) FROM trace") == std::to_string(kEpoch + 50'000) + "|51\n");
  // One that comes late is found by the next look at all traces.
  store_batch(writer, make_batch(2, 1), start);
  while (writer.tidy(start + 2min, kNow)) {
  }
  CHECK(store.ask("SELECT count(*) FROM trace") == "51\n");
  CHECK(store.ask("SELECT traces FROM dropped_total WHERE reason = 2") == "50\n");
}

TEST_CASE("the names that old traces alone had leave after them, and can come back") {
  LiveStore store;
  LiveOptions options = store.options();
  options.retention.keep_ns = 20'000;
  LiveWriter writer(options, 1s);
  const Clock::time_point start = Clock::now();
  const auto named = [](std::uint8_t trace) {
    model::Batch batch = make_batch(trace, 1);
    batch.spans.front().name = batch.strings.intern("span " + std::to_string(trace));
    return batch;
  };
  for (std::uint8_t trace = 1; trace <= 100; ++trace) store_batch(writer, named(trace), start);
  const std::string names = "SELECT count(*) FROM string WHERE text LIKE 'span %'";
  while (writer.tidy(start, kNow)) {
  }
  CHECK(store.ask(names) == "100\n");
  // The next look finds that a sweep is due, and a step follows each time.
  for (int step = 0; step < 20; ++step) writer.tidy(start + 2min, kNow);
  CHECK(store.ask("SELECT count(*) FROM trace") == "21\n");
  CHECK(store.ask(names) == "21\n");
  model::Batch late = named(7);
  late.spans.front().start_ns = kEpoch + 90'000;
  store_batch(writer, std::move(late), start + 3min);
  CHECK(store.ask("SELECT count(*) FROM spans WHERE name = 'span 7'") == "1\n");
}

TEST_CASE("a commit under way is broken off when time is up, and nothing of it is stored") {
  LiveStore store;
  const LiveOptions options = store.options();
  store::StatementDeadline::SharedEnd give_up{Clock::time_point::max()};
  {
    LiveWriter writer(options, 1s, &give_up);
    store_batch(writer, make_batch(1, 2), Clock::now());
    give_up = Clock::now();
    CHECK_THROWS(store_batch(writer, make_batch(2, 2'000), Clock::now()));
  }
  CHECK(store.ask("SELECT sum(span_count) FROM trace") == "2\n");
  CHECK(store.ask("SELECT count(*) FROM span") == "2\n");
}

TEST_CASE("joins are stored of traces that are still there") {
  LiveStore store;
  const LiveOptions options = store.options();
  LiveWriter writer(options, 1s);
  store_batch(writer, make_batch(1, 1), Clock::now());
  store_batch(writer, make_batch(2, 1), Clock::now());
  const auto id = [](std::uint8_t trace) { return make_batch(trace, 1).spans.front().trace_id; };
  const std::vector<store::JoinRow> joins{{id(2), {1}, id(1), {1}, "link", 1},
                                          {id(3), {1}, id(1), {1}, "link", 1},
                                          {id(1), {1}, id(3), {1}, "link", 1}};
  writer.replace_joins(joins);
  CHECK(store.ask("SELECT count(*) FROM trace_join") == "1\n");
  writer.replace_joins({});
  CHECK(store.ask("SELECT count(*) FROM trace_join") == "0\n");
}

}  // namespace
}  // namespace tracewh::ingest::test
