#include "analysis/ask_analysis.hpp"
#include "analysis/token_prices.hpp"
#include "analysis/work_trace.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>

namespace tracewh::analysis {
namespace {

WorkSpan llm(std::uint64_t id, std::uint64_t parent, std::string model, std::int64_t input_tokens,
             std::int64_t output_tokens) {
  WorkSpan span{.id = id, .parent = parent, .duration_ns = 10, .role = model::Role::kLlm};
  span.model = std::move(model);
  span.input_tokens = input_tokens;
  span.output_tokens = output_tokens;
  return span;
}

Lines costs(const std::vector<WorkSpan>& spans, const std::string& by = "model",
            const std::string& prices = "") {
  return ask_analysis("cost", all(make_tree(spans)), {}, Options({{"by", by}, {"prices", prices}}));
}

constexpr auto kPrices = R"({"m": {"input": 10, "output": 100}})";

}  // namespace

TEST_CASE("calls, tokens and recorded costs add up by model, the most expensive first") {
  WorkSpan cheap = llm(2, 1, "m", 10, 5);
  cheap.cost = 0.25;
  WorkSpan dear = llm(3, 1, "n", 1, 1);
  dear.cost = 2;
  CHECK(costs({task(1, 0, 0, 100), cheap, dear, llm(4, 1, "m", 30, 7)}) ==
        Lines{"n 1 1 1 2 1", "m 2 40 12 0.25 1"});
}

TEST_CASE("of calls below each other the lowest count alone") {
  WorkSpan agent{.id = 2, .parent = 1, .role = model::Role::kAgent};
  agent.input_tokens = 40;
  agent.output_tokens = 12;
  CHECK(costs({task(1, 0, 0, 100), agent, llm(3, 2, "m", 10, 5), llm(4, 2, "m", 30, 7)}) ==
        Lines{"m 2 40 12 - 0"});
  CHECK(costs({task(1, 0, 0, 100), llm(2, 1, "m", 10, 5), worker(3, 2, 0, 5), llm(4, 3, "m", 10, 5)}) ==
        Lines{"m 1 10 5 - 0"});
}

TEST_CASE("a recorded cost comes before that of tokens by prices") {
  WorkSpan recorded = llm(2, 1, "m", 1'000'000, 0);
  recorded.cost = 3;
  CHECK(costs({task(1, 0, 0, 9), recorded}, "model", kPrices) == Lines{"m 1 1000000 0 3 1"});
  CHECK(costs({task(1, 0, 0, 9), llm(2, 1, "m", 100'000, 10'000)}, "model", kPrices) ==
        Lines{"m 1 100000 10000 2 1"});
}

TEST_CASE("calls without tokens or a price are counted, not priced") {
  WorkSpan untold = llm(2, 1, "m", 0, 0);
  untold.input_tokens.reset();
  untold.output_tokens.reset();
  CHECK(costs({task(1, 0, 0, 9), untold, llm(3, 1, "n", 5, 5)}, "model", kPrices) ==
        Lines{"n 1 5 5 - 0", "m 1 0 0 - 0"});
  CHECK(costs({task(1, 0, 0, 9), worker(2, 1, 0, 5)}).empty());
}

TEST_CASE("negative tokens are none") {
  CHECK(costs({llm(1, 0, "m", -5, 7)}, "model", kPrices) == Lines{"m 1 0 7 0.0007 1"});
}

TEST_CASE("costs are those of the nearest worker, task or model at or above a call") {
  WorkSpan by_worker = worker(2, 1, 0, 50);
  by_worker.worker_id = "w";
  WorkSpan root = task(1, 0, 0, 100);
  root.task_type = "research";
  const std::vector<WorkSpan> spans{root, by_worker, llm(3, 2, "m", 10, 5), llm(4, 1, "m", 1, 1)};
  CHECK(costs(spans, "worker") == Lines{"w 1 10 5 - 0", "- 1 1 1 - 0"});
  CHECK(costs(spans, "task_type") == Lines{"research 2 11 6 - 0"});
  CHECK(costs(spans, "trace") == Lines{to_string(trace_id(16)) + " 2 11 6 - 0"});
}

TEST_CASE("a price is that of the longest name that fits") {
  const TokenPrices prices(
      R"({"gpt-4": {"input": 1}, "gpt-4*": {"input": 2}, "gpt-*": {"input": 3}, "*": {"output": 4}})");
  CHECK(prices.cost("gpt-4", 1'000'000, 0) == 1);
  CHECK(prices.cost("gpt-4o-mini", 1'000'000, 0) == 2);
  CHECK(prices.cost("gpt-3.5", 1'000'000, 0) == 3);
  CHECK(prices.cost("claude", 1'000'000, 1'000'000) == 4);
  CHECK(prices.cost("", 0, 1'000'000) == 4);
  CHECK_FALSE(TokenPrices(R"({"gpt-4": {"input": 1}})").cost("gpt-4o", 1, 1));
  CHECK_FALSE(TokenPrices("").cost("gpt-4", 1, 1));
}

TEST_CASE("prices that are none are refused with an example") {
  for (const char* bad :
       {"[]", "{", "5", R"({"m": 5})", R"({"m": {"input": "1"}})", R"({"m": {"input": -1}})",
        R"({"m": {"output": 1e999}})", R"({"m": {"output": null}})", R"({"m": {"inputs": 1}})"}) {
    INFO(bad);
    CHECK_THROWS_AS(TokenPrices(bad), base::Error);
  }
}

}  // namespace tracewh::analysis
