#include "encode/encoded.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <random>

using namespace tracewh;
using namespace tracewh::encode;
using test::span;

namespace {

using Json = nlohmann::json;
using Thread = std::pair<int, int>;

template <typename... Traces>
std::vector<Json> events(const std::string& phase, Traces... traces) {
  std::vector<Json> found;
  const Json document = Json::parse(encoded("chrome", std::move(traces)...));
  for (const Json& event : document.at("traceEvents")) {
    if (event.at("ph") == phase) found.push_back(event);
  }
  return found;
}

Thread thread_of(const Json& event) { return {event.at("pid"), event.at("tid")}; }

/// A slice in nanoseconds, so that nothing is rounded.
struct Slice {
  std::int64_t begin;
  std::int64_t end;
};

Slice slice_of(const Json& event) {
  const auto nanoseconds = [&](const char* name) {
    return std::llround(event.at(name).get<double>() * 1'000);
  };
  return {nanoseconds("ts"), nanoseconds("ts") + nanoseconds("dur")};
}

bool nests(const Slice& a, const Slice& b) {
  const bool apart = a.end <= b.begin || b.end <= a.begin;
  const bool holds = (a.begin <= b.begin && b.end <= a.end) || (b.begin <= a.begin && a.end <= b.end);
  return apart || holds;
}

}  // namespace

TEST_CASE("Chrome events of a small trace, exactly") {
  CHECK(encoded("chrome", story()) ==
        R"({"displayTimeUnit":"ns","traceEvents":[)"
        "\n"
        R"({"ph":"M","name":"process_name","pid":1,"tid":1,"args":{"name":"shop 01020304"}},)"
        "\n"
        R"({"ph":"M","name":"process_sort_index","pid":1,"tid":1,"args":{"sort_index":1}},)"
        "\n"
        R"({"ph":"M","name":"thread_name","pid":1,"tid":2,"args":{"name":"shop"}},)"
        "\n"
        R"({"ph":"M","name":"thread_sort_index","pid":1,"tid":2,"args":{"sort_index":2}},)"
        "\n"
        R"({"ph":"X","name":"task; one","pid":1,"tid":2,"cat":"other","ts":0,"dur":2000.500,"args":{)"
        R"("trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"0000000000000001",)"
        R"("start":"2026-01-15T09:00:00Z","kind":"server","status":"unset"}},)"
        "\n"
        R"({"ph":"X","name":"call","pid":1,"tid":2,"cat":"tool","ts":1,"dur":500,"args":{)"
        R"("trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"0000000000000002",)"
        R"("start":"2026-01-15T09:00:00.000001Z","kind":"client","status":"error","status_message":"boom",)"
        R"("attributes":{"a":"x","b":9007199254740993,"c":1.5,"d":{"doubleValue":"NaN"},"e":true,"f":null,)"
        R"("g":{"bytesValue":"AP8="},"h":[1,"y"],"i":{"kvlistValue":{"bytesValue":2}}}}},)"
        "\n"
        R"({"ph":"i","name":"exception","pid":1,"tid":2,"cat":"event","ts":2,"s":"t","args":{)"
        R"("time":"2026-01-15T09:00:00.000002Z","attributes":{"exception.type":"E"}}})"
        "\n]}\n");
}

TEST_CASE("workers are threads of their agent, and calls below them are theirs") {
  const auto trace = [] {
    model::Trace made = test::trace(
        {span(1, 0, "task", kStart, kStart + 100), span(2, 1, "worker", kStart + 10, kStart + 50),
         span(3, 2, "llm", kStart + 20, kStart + 30), span(4, 1, "worker", kStart + 15, kStart + 60)});
    test::add_facet(made, 0, model::Facet::kAgent, "planner");
    test::add_facet(made, 1, model::Facet::kWorkerId, "w-1");
    test::add_facet(made, 3, model::Facet::kWorkerId, "w-2");
    return made;
  };
  std::map<std::string, Thread> threads;
  std::vector<std::string> names;
  for (const Json& event : events("M", trace())) {
    if (event.at("name") == "thread_name") threads[event.at("args").at("name")] = thread_of(event);
    if (event.at("name") == "process_name") names.push_back(event.at("args").at("name"));
  }
  CHECK(names == std::vector<std::string>{"planner @unknown service 01020304"});
  const auto slices = events("X", trace());
  CHECK(thread_of(slices[0]) == threads.at("planner @unknown service"));
  CHECK(thread_of(slices[1]) == threads.at("w-1"));
  CHECK(thread_of(slices[2]) == threads.at("w-1"));
  CHECK(thread_of(slices[3]) == threads.at("w-2"));
}

TEST_CASE("messages and links of a trace are flows that begin and end within their spans") {
  const auto trace = [] {
    model::Trace made = test::trace(
        {span(1, 0, "send", kStart, kStart + 10), span(2, 0, "receive", kStart + 20, kStart + 30)});
    for (const std::size_t i : {0U, 1U}) test::add_facet(made, i, model::Facet::kMessageId, "m");
    test::set_payload(made, 1,
                      {"", "[]", "[]", "",
                       R"([{"trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"0000000000000001"}])"});
    return made;
  };
  const auto starts = events("s", trace());
  const auto ends = events("f", trace());
  REQUIRE(starts.size() == 2);
  REQUIRE(ends.size() == 2);
  CHECK(starts[0].at("cat") == "link");
  CHECK(starts[1].at("cat") == "message");
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(starts[i].at("id") == ends[i].at("id"));
    CHECK(starts[i].at("ts") == 0.01);
    CHECK(ends[i].at("ts") == 0.02);
    CHECK(ends[i].at("bp") == "e");
  }
  CHECK(starts[0].at("id") != starts[1].at("id"));
}

TEST_CASE("traces of one file share no process and no thread") {
  const auto slices = events("X", story(), story());
  CHECK(thread_of(slices[0]).first != thread_of(slices[2]).first);
  CHECK(thread_of(slices[0]).second != thread_of(slices[2]).second);
}

TEST_CASE("slices of one thread nest strictly, whatever the spans say") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 60; ++round) {
    std::vector<model::Span> spans;
    for (std::uint64_t id = 1; id <= 80; ++id) {
      const auto start = static_cast<std::int64_t>(random() % 40);
      spans.push_back(span(id, random() % 90, "s", kStart + start,
                           kStart + start + static_cast<std::int64_t>(random() % 30)));
      if (random() % 8 == 0) spans.back().end_ns.reset();
    }
    std::ranges::sort(spans, {}, [](const model::Span& s) { return std::pair(s.start_ns, s.span_id); });
    const std::size_t count = spans.size();
    model::Trace trace = test::trace(std::move(spans));
    for (std::size_t i = 0; i < count; ++i) {
      if (random() % 3 != 0) continue;
      test::add_facet(trace, i, model::Facet::kWorkerId, "w" + std::to_string(random() % 3));
    }
    std::map<Thread, std::vector<Slice>> threads;
    const auto slices = events("X", std::move(trace));
    REQUIRE(slices.size() == count);
    for (const Json& event : slices) threads[thread_of(event)].push_back(slice_of(event));
    for (const auto& [thread, lane] : threads) {
      for (const Slice& a : lane) {
        for (const Slice& b : lane) CHECK(nests(a, b));
      }
    }
  }
}

TEST_CASE("spans one after another share a lane, overlapping siblings do not") {
  model::Trace trace =
      test::trace({span(1, 0, "root", kStart, kStart + 100), span(2, 1, "a", kStart, kStart + 40),
                   span(3, 1, "b", kStart + 20, kStart + 60), span(4, 1, "c", kStart + 40, kStart + 50),
                   span(5, 1, "d", kStart + 60, kStart + 70)});
  const auto slices = events("X", std::move(trace));
  std::map<std::string, int> lane;
  for (const Json& event : slices) lane[event.at("name")] = event.at("tid");
  CHECK(lane["a"] == lane["root"]);
  CHECK(lane["b"] != lane["root"]);
  CHECK(lane["c"] == lane["root"]);
  CHECK(lane["d"] == lane["root"]);
}

TEST_CASE("hostile names stay inside their JSON strings") {
  const auto trace = [] {
    model::Trace made = test::trace({span(1, 0, "\"}],\x01\n\\", kStart, kStart + 1)});
    made.resources[0] = {"</script>\"", "{}", "", "", 0};
    return made;
  };
  CHECK(events("X", trace()).at(0).at("name") == "\"}],\x01\n\\");
  for (const char* format : {"otlp-json", "jaeger", "zipkin"}) {
    CHECK(Json::accept(encoded(format, trace())));
  }
}
