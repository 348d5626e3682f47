#include "analysis/explain.hpp"

#include "analysis/work_trace.hpp"
#include "base/error.hpp"
#include "support/traces.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::analysis {
namespace {

/// Traces of which the first so many are chosen, and what of them is the same in all.
class Traces {
 public:
  explicit Traces(std::uint8_t chosen) : chosen_(chosen) {}

  /// One more, of one span with these attributes.
  void add(std::string_view keys, std::string_view values, WorkSpan span = {}, std::string_view host = {}) {
    const auto number = static_cast<std::uint8_t>(trees_.size() + 1);
    span.id = 1;
    if (span.role == model::Role::kWorker && span.worker_id.empty()) span.worker_id = "w";
    tree::TraceTree tree = make_tree({span}, number);
    model::SpanPayload payload;
    payload.attribute_keys = tree.trace.arena.copy(keys);
    payload.attribute_values = tree.trace.arena.copy(values);
    test::set_payload(tree.trace, 0, payload);
    if (!host.empty()) {
      tree.trace.resources[0].attributes =
          tree.trace.arena.copy(R"({"host.name":")" + std::string(host) + "\"}");
    }
    trees_.push_back(std::move(tree));
  }

  /// Each row as "factor key=value in/all out/all".
  std::vector<std::string> explained() const {
    std::set<model::TraceId> ids;
    for (std::size_t i = 0; i < chosen_; ++i) ids.insert(trees_.at(i).trace.trace_id);
    Explain explain(Options({}, ids));
    std::vector<model::Row> rows;
    for (const tree::TraceTree& tree : trees_) explain.add(tree, rows);
    explain.finish(rows);
    std::vector<std::string> lines;
    for (const model::Row& row : rows) {
      const auto text = [&](std::size_t i) {
        const auto* given = std::get_if<std::string>(&row[i]);
        return given == nullptr ? std::string() : *given;
      };
      const auto count = [&](std::size_t i) { return std::to_string(std::get<std::int64_t>(row[i])); };
      lines.push_back(text(0) + " " + text(1) + "=" + text(2) + " " + count(3) + "/" + count(4) + " " +
                      count(5) + "/" + count(6));
    }
    return lines;
  }

 private:
  std::size_t chosen_;
  std::vector<tree::TraceTree> trees_;
};

using Lines = std::vector<std::string>;

WorkSpan of_worker(std::string worker_id) {
  WorkSpan span = worker(1, 0, 0, 5);
  span.worker_id = std::move(worker_id);
  return span;
}

}  // namespace

TEST_CASE("what the chosen traces have and the others have not comes first") {
  Traces traces(3);
  for (int i = 0; i < 3; ++i) traces.add(R"(["region","tier","retry"])", R"(["eu","a",true])");
  for (int i = 0; i < 6; ++i)
    traces.add(R"(["region","tier","retry"])", i < 3 ? R"(["us","a",true])" : R"(["us","b",false])");
  CHECK(traces.explained() == Lines{"attribute region=eu 3/3 0/6", "attribute region=us 0/3 6/6",
                                    "attribute retry=true 3/3 3/6", "attribute tier=a 3/3 3/6",
                                    "attribute retry=false 0/3 3/6", "attribute tier=b 0/3 3/6"});
}

TEST_CASE("operations, workers and hosts explain, too, and a worker only once") {
  Traces traces(2);
  for (int i = 0; i < 2; ++i) traces.add(R"(["multiagent.worker.id"])", R"(["a"])", of_worker("a"), "node-1");
  WorkSpan other = of_worker("b");
  other.name = "another";
  for (int i = 0; i < 2; ++i) traces.add("[]", "[]", other, "node-2");
  CHECK(traces.explained() == Lines{"operation =span 2/2 0/2", "worker =a 2/2 0/2", "host =node-1 2/2 0/2",
                                    "operation =another 0/2 2/2", "worker =b 0/2 2/2",
                                    "host =node-2 0/2 2/2"});
}

TEST_CASE("what is in one trace or in all, too long, a measure of time or no plain value explains nothing") {
  Traces traces(2);
  for (int i = 0; i < 4; ++i) {
    const std::string half = i < 2 ? "1" : "2";
    traces.add(R"(["request.id","kind","prompt","duration_ms","wait.ms","ratio","list"])",
               R"([")" + std::to_string(i) + R"(","k",")" + std::string(201, half[0]) + "\"," + half + "," +
                   half + ",0." + half + ",[" + half + "]]");
  }
  CHECK(traces.explained().empty());
}

TEST_CASE("a value counts once a trace") {
  Traces traces(2);
  for (int i = 0; i < 2; ++i) traces.add(R"(["k","k"])", R"(["v","v"])");
  for (int i = 0; i < 2; ++i) traces.add("[]", "[]");
  CHECK(traces.explained() == Lines{"attribute k=v 2/2 0/2"});
}

TEST_CASE("a key of too many values is an ID") {
  FactorCounts counts;
  std::string keys = "[";
  for (int i = 0; i < 100; ++i) keys += (i == 0 ? "\"" : ",\"") + std::string("session") + "\"";
  // Each value is in two traces.
  for (int trace = 0; trace < 2 * 101; ++trace) {
    std::string values = "[";
    for (int i = 0; i < 100; ++i) values += (i == 0 ? "" : ",") + std::to_string(trace / 2 * 100 + i);
    tree::TraceTree tree = make_tree({{.id = 1}});
    const std::string all_keys = keys + "]";
    const std::string all_values = values + "]";
    model::SpanPayload payload;
    payload.attribute_keys = all_keys;
    payload.attribute_values = all_values;
    test::set_payload(tree.trace, 0, payload);
    counts.add(tree, trace < 10);
    if (trace == 2 * 100 - 1) CHECK(counts.telling().size() == 10'000);
  }
  CHECK(counts.telling().empty());
}

TEST_CASE("fewer than two traces of either group are too little data") {
  Traces one(1);
  for (int i = 0; i < 3; ++i) one.add("[]", "[]");
  CHECK_THROWS_MATCHES(one.explained(), base::Error,
                       Catch::Predicate<base::Error>([](const base::Error& error) {
                         return error.code() == base::ErrorCode::kUnanswerable;
                       }));
  Traces all(3);
  for (int i = 0; i < 4; ++i) all.add("[]", "[]");
  CHECK_THROWS_WITH(all.explained(), Catch::Contains("3 to explain and 1 others"));
}

}  // namespace tracewh::analysis
