#include "sample_database.hpp"

#include <catch2/catch.hpp>

using namespace tracewh::query;

TEST_CASE("slow lists the tasks that took the given time, slowest first") {
  const auto rows = ask("slow", {{"min", "12s"}});
  CHECK(column(rows, "task_name") == "build hidden review");
  CHECK(column(rows, "duration_ns") == "20000000000 15000000000 12000000000");
  CHECK(rows.rows[0][2] == tracewh::model::Value{});
  CHECK(rows.rows[2][2] == tracewh::model::Value{std::string("0000000000000001")});
}

TEST_CASE("slow measures whole traces by their root") {
  const auto rows = ask("slow", {{"min", "12s"}, {"scope", "trace"}});
  CHECK(column(rows, "duration_ns") == "20000000000 15000000000 12000000000");
  CHECK(column(rows, "span_id") == "0000000000000001 0000000000000001 0000000000000007");
}

TEST_CASE("slow measures any span") {
  const auto rows = ask("slow", {{"min", "11s"}, {"scope", "span"}});
  CHECK(column(rows, "role") == "task task task llm");
}

TEST_CASE("the standard parameters narrow a query") {
  CHECK(column(ask("slow", {{"min", "0"}, {"service", "cod*"}}), "task_name") == "hidden");
  CHECK(column(ask("slow", {{"min", "0"}, {"run", "nightly-1"}}), "task_name") == "build review quick");
  CHECK_THROWS_WITH(ask("slow", {{"min", "0"}, {"run", "nightly"}}), "there is no run named 'nightly'");
  CHECK(column(ask("slow", {{"min", "0"}, {"since", "2026-01-01T00:01:40Z"}}), "task_name") ==
        "hidden quick");
  CHECK(column(ask("slow", {{"min", "0"}, {"until", "2026-01-01T00:01:40Z"}}), "task_name") ==
        "build review");
  CHECK(column(ask("slow", {{"min", "0"}, {"scope", "trace"}, {"service", "planner"}}), "task_name") ==
        "build quick");
}

TEST_CASE("a limit cuts the answer and says so") {
  const auto cut = ask("slow", {{"min", "0"}, {"limit", "3"}});
  CHECK(cut.rows.size() == 3);
  CHECK(cut.truncated);
  const auto exact = ask("slow", {{"min", "0"}, {"limit", "4"}});
  CHECK(exact.rows.size() == 4);
  CHECK_FALSE(exact.truncated);
  CHECK(ask("slow", {{"min", "0"}, {"limit", "0"}}).rows.size() == 4);
}

TEST_CASE("failed finds tasks whose status says OK, and names the evidence") {
  const auto rows = ask("failed");
  CHECK(column(rows, "task_name") == "hidden build");
  CHECK(column(rows, "evidence") == "exception error_reply");
  CHECK(column(rows, "status") == "ok ok");
  CHECK(column(rows, "status_message") == "timeout ");
}

TEST_CASE("failed can be restricted to the status, and widened to other roles") {
  CHECK(ask("failed", {{"strict_status", "true"}}).rows.empty());
  CHECK(column(ask("failed", {{"role", "worker"}}), "evidence") == "status");
  CHECK(column(ask("failed", {{"role", "any"}}), "role") == "task message worker task");
  CHECK(column(ask("failed", {{"role", "any"}, {"strict_status", "true"}}), "role") == "worker");
}

TEST_CASE("worker lists a worker's spans, newest first") {
  CHECK(column(ask("worker", {{"id", "coder-1"}}), "role") == "llm llm worker");
  const auto rows = ask("worker", {{"id", "coder-*"}});
  CHECK(column(rows, "worker_id") == "coder-1 coder-1 coder-1 coder-2");
  CHECK(column(rows, "span_id") == "0000000000000008 0000000000000007 0000000000000003 0000000000000002");
}

TEST_CASE("priority lists the highest first") {
  CHECK(column(ask("priority"), "priority") == "10 8");
  CHECK(column(ask("priority", {{"min", "1"}, {"max", "8"}}), "priority") == "8 5 1");
}

TEST_CASE("type lists the tasks of a type, the longest first") {
  CHECK(column(ask("type", {{"name", "code_generation"}}), "task_name") == "build hidden quick");
  CHECK(column(ask("type", {{"name", "code_*"}}), "task_name") == "build hidden quick review");
}

TEST_CASE("tasks lists those of the newest trace first") {
  CHECK(column(ask("tasks"), "task_name") == "hidden quick build review");
  CHECK(column(ask("tasks", {{"until", "2026-01-01T00:00:01Z"}}), "task_name") == "build");
}

TEST_CASE("traces lists aggregated traces, newest first") {
  const auto rows = ask("traces");
  CHECK(column(rows, "spans") == "2 2 1 4");
  CHECK(column(rows, "unfinished") == "0 1 0 0");
  CHECK(column(rows, "agents") == R"(["coder-1"] ["coder-2"] [] ["coder-1"])");
  CHECK(column(ask("traces", {{"service", "coder"}}), "spans") == "2 2 4");
  CHECK(column(ask("traces", {{"name", "llm.*"}}), "root_span_id") == "0000000000000007");
}

TEST_CASE("workers sums up each worker, overlapping spans once") {
  const auto rows = ask("workers");
  CHECK(column(rows, "worker_id") == "coder-1 coder-2");
  CHECK(column(rows, "spans") == "3 1");
  CHECK(column(rows, "traces") == "2 1");
  CHECK(column(rows, "errors") == "1 0");
  CHECK(column(rows, "busy_ns") == "22000000000 0");
  CHECK(column(rows, "p50_ns") == "10000000000 ");
  CHECK(column(rows, "p95_ns") == "12000000000 ");
}

TEST_CASE("services counts spans, traces and errors") {
  const auto rows = ask("services");
  CHECK(column(rows, "service") == "coder planner");
  CHECK(column(rows, "spans") == "6 3");
  CHECK(column(rows, "traces") == "3 2");
  CHECK(column(rows, "errors") == "3 1");
  CHECK(column(rows, "error_ratio") == "0.500000 0.333333");
}

TEST_CASE("operations ranks by time, with nearest-rank percentiles") {
  const auto rows = ask("operations", {{"service", "planner"}});
  CHECK(column(rows, "name") == "multiagent.task.run");
  CHECK(column(rows, "count") == "3");
  CHECK(column(rows, "total_ns") == "33000000000");
  CHECK(column(rows, "p50_ns") == "12000000000");
  CHECK(column(rows, "p95_ns") == "20000000000");
  CHECK(column(ask("operations", {{"name", "worker.*"}}), "count") == "2");
}

TEST_CASE("errors groups messages that differ in numbers and IDs") {
  const auto rows = ask("errors");
  CHECK(column(rows, "count") == "2 1 1");
  CHECK(column(rows, "message") == "job # of # failed  timeout");
  CHECK(column(rows, "first_start_ns") == "1767225602000000000 1767225600000000000 1767225800000000000");
  CHECK(column(rows, "last_start_ns") == "1767225611000000000 1767225600000000000 1767225800000000000");
}

TEST_CASE("runs sums up what each run brought") {
  const auto rows = ask("runs");
  CHECK(column(rows, "run") == "nightly-2 nightly-1");
  CHECK(column(rows, "traces") == "1 2");
  CHECK(column(rows, "spans") == "2 5");
  CHECK(column(ask("runs", {{"run", "nightly-1"}}), "labels") == R"({"sha":"abc"})");
}

TEST_CASE("issues lists what was wrong, the latest first") {
  CHECK(column(ask("issues"), "code") == "invalid_utf8 invalid_id");
  CHECK(column(ask("issues", {{"severity", "error"}}), "path") == "a.jsonl");
  CHECK(column(ask("issues", {{"run", "nightly-2"}}), "path") == "b.jsonl");
}
