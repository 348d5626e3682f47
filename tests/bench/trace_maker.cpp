#include "bench/trace_maker.hpp"

#include <fmt/format.h>

#include <utility>

namespace tracewh::bench {
namespace {

constexpr std::int64_t kMicrosecond = 1'000;
constexpr std::int64_t kMillisecond = 1'000'000;
constexpr int kWorkers = 40;
constexpr double kFailureRate = 0.03;
constexpr std::uint32_t kLocalParent = 0x101;  // sampled, and known not to be remote
constexpr std::uint32_t kRemoteParent = 0x301;

constexpr std::string_view kTaskTypes[] = {"code_generation", "code_review",   "research",
                                           "data_migration",  "summarization", "translation"};
constexpr std::int64_t kPriorities[] = {1, 5, 5, 5, 5, 8, 8, 10};
constexpr std::string_view kTools[] = {"web_search", "write_file", "read_file", "run_tests"};
constexpr std::string_view kTables[] = {"artifacts", "findings", "tasks", "notes"};
constexpr std::pair<std::string_view, std::string_view> kModels[] = {
    {"openai", "gpt-4"}, {"openai", "gpt-4o-mini"}, {"anthropic", "claude-3-opus"}};
constexpr std::string_view kWords[] = {"the ",  "agent ", "plans ", "a ",      "\"quoted\" ",
                                       "step ", "über ",  "then\n", "writes ", "code "};

std::int64_t milliseconds(double count) { return static_cast<std::int64_t>(count * kMillisecond); }

std::int64_t& end_of(GeneratedSpan& span, std::int64_t duration_ns) {
  span.end_ns = span.start_ns + duration_ns;
  return span.end_ns;
}

}  // namespace

std::vector<GeneratedAttribute> resource_attributes(Service service) {
  static constexpr std::string_view kNames[kServices] = {"agent-coordinator", "agent-worker",
                                                         "agent-storage"};
  return {{"service.name", std::string(kNames[static_cast<std::size_t>(service)])},
          {"service.version", "1.4.0"},
          {"environment", "staging"}};
}

std::vector<GeneratedSpan> TraceMaker::make(std::int64_t start_ns) {
  spans_.clear();
  const std::size_t task = begin_task(start_ns);
  const std::size_t orchestrator = add_orchestrator(task);
  std::int64_t now = spans_[orchestrator].start_ns + milliseconds(random_.log_normal(20, 1.8));
  const std::int64_t workers = random_.integer(1, 4);
  for (std::int64_t i = 0; i < workers; ++i) {
    add_message(orchestrator, "task", now);
    now = add_worker(orchestrator, now + milliseconds(random_.log_normal(5, 2)));
    add_message(orchestrator, "result", now);
  }
  spans_[orchestrator].end_ns = now + kMillisecond;
  spans_[task].end_ns = now + 2 * kMillisecond;
  if (random_.chance(kFailureRate)) fail(task);
  return std::exchange(spans_, {});
}

std::size_t TraceMaker::add(Service service, std::string name, std::optional<std::size_t> parent,
                            std::int64_t start_ns) {
  GeneratedSpan& span = spans_.emplace_back();
  span.trace_id = trace_id_;
  span.span_id = {random_.next() | 1};
  span.service = service;
  span.name = std::move(name);
  span.start_ns = start_ns;
  span.flags = kLocalParent;
  if (parent) {
    span.parent_span_id = spans_[*parent].span_id;
    if (spans_[*parent].service != service) span.flags = kRemoteParent;
  }
  return spans_.size() - 1;
}

std::size_t TraceMaker::begin_task(std::int64_t start_ns) {
  for (std::uint8_t& byte : trace_id_.bytes) byte = static_cast<std::uint8_t>(random_.next());
  task_id_ = fmt::format("task-{:08x}", ++tasks_);
  task_type_ = random_.pick(kTaskTypes);
  const std::size_t task =
      add(Service::kCoordinator, fmt::format("multiagent.task.{}", task_type_), {}, start_ns);
  spans_[task].attributes = {
      {"multiagent.task.id", task_id_},
      {"multiagent.task.name", fmt::format("{} for project {}", task_type_, tasks_ % 500)},
      {"multiagent.task.type", std::string(task_type_)},
      {"multiagent.task.priority", random_.pick(kPriorities)},
      {"span.kind", "multiagent"}};
  return task;
}

std::size_t TraceMaker::add_orchestrator(std::size_t task) {
  const std::int64_t start = spans_[task].start_ns + kMillisecond;
  const std::size_t orchestrator = add(Service::kCoordinator, "orchestrator.execute", task, start);
  spans_[orchestrator].attributes = {{"multiagent.orchestrator.id", fmt::format("orch-{}", tasks_ % 4)},
                                     {"multiagent.task.id", task_id_},
                                     {"operation", "execute"},
                                     {"span.kind", "multiagent"}};
  return orchestrator;
}

void TraceMaker::add_message(std::size_t parent, std::string_view type, std::int64_t start_ns) {
  const std::size_t message = add(Service::kCoordinator, "protocol.send", parent, start_ns);
  spans_[message].attributes = {{"operation", "send"},
                                {"multiagent.message.type", std::string(type)},
                                {"multiagent.message.id", fmt::format("msg-{:08x}", ++messages_)},
                                {"span.kind", "protocol"}};
  end_of(spans_[message], random_.integer(100, 900) * kMicrosecond);
}

/// Returns the worker's end.
std::int64_t TraceMaker::add_worker(std::size_t parent, std::int64_t start_ns) {
  const std::size_t worker = add(Service::kWorker, fmt::format("worker.{}", task_type_), parent, start_ns);
  spans_[worker].attributes = {
      {"multiagent.worker.id", fmt::format("worker-{}", random_.integer(1, kWorkers))},
      {"multiagent.worker.capability", std::string(task_type_)},
      {"multiagent.task.id", task_id_},
      {"span.kind", "worker"}};
  std::int64_t now = start_ns + kMillisecond;
  const std::int64_t steps = random_.integer(2, 7);
  for (std::int64_t i = 0; i < steps; ++i) now = add_step(worker, now) + kMillisecond;
  spans_[worker].end_ns = now;
  return now;
}

std::int64_t TraceMaker::add_step(std::size_t worker, std::int64_t start_ns) {
  const double choice = random_.fraction();
  if (choice < 0.45) return add_llm(worker, start_ns);
  if (choice < 0.75) return add_tool(worker, start_ns);
  return add_storage(worker, start_ns);
}

std::int64_t TraceMaker::add_llm(std::size_t worker, std::int64_t start_ns) {
  const auto& [provider, model] = random_.pick(kModels);
  const std::int64_t input = random_.integer(100, 8000);
  const std::int64_t output = random_.integer(10, 1500);
  const std::size_t llm = add(Service::kWorker, fmt::format("llm.{}.{}", provider, model), worker, start_ns);
  spans_[llm].attributes = {{"llm.provider", std::string(provider)},
                            {"llm.model", std::string(model)},
                            {"span.kind", "llm"},
                            {"llm.prompt_tokens", input},
                            {"llm.completion_tokens", output},
                            {"llm.total_tokens", input + output},
                            {"llm.cost", static_cast<double>(input * 30 + output * 60) / 1e6}};
  if (payload_.max_bytes > 0) spans_[llm].attributes.push_back({"llm.prompt", prompt()});
  return end_of(spans_[llm], milliseconds(random_.log_normal(1200, 2.2)));
}

std::int64_t TraceMaker::add_tool(std::size_t worker, std::int64_t start_ns) {
  const std::string tool(random_.pick(kTools));
  const std::size_t span = add(Service::kWorker, "tool." + tool, worker, start_ns);
  spans_[span].attributes = {{"tool.name", tool},
                             {"input.path", fmt::format("src/module_{}/part.go", random_.integer(1, 90))},
                             {"span.kind", "tool"}};
  return end_of(spans_[span], milliseconds(random_.log_normal(150, 3)));
}

std::int64_t TraceMaker::add_storage(std::size_t worker, std::int64_t start_ns) {
  const std::string table(random_.pick(kTables));
  const std::size_t span = add(Service::kStorage, "storage.insert." + table, worker, start_ns);
  spans_[span].attributes = {
      {"storage.operation", "insert"}, {"storage.table", table}, {"span.kind", "storage"}};
  return end_of(spans_[span], milliseconds(random_.log_normal(8, 2)));
}

void TraceMaker::fail(std::size_t task_index) {
  GeneratedSpan& task = spans_[task_index];
  switch (failures_++ % 4) {
    case 0:
      task.status = 2;
      task.status_message = "no worker answered";
      break;
    case 1:
      task.events = {
          {task.end_ns - kMillisecond,
           "exception",
           {{"exception.type", "*errors.errorString"}, {"exception.message", "worker timed out"}}}};
      break;
    case 2:
      task.attributes.push_back({"error.type", "ValidationError"});
      task.attributes.push_back({"error.message", "result is empty"});
      break;
    default:
      add_message(task_index, "error", task.end_ns - kMillisecond);
  }
}

std::string TraceMaker::prompt() {
  const auto bytes = static_cast<std::size_t>(prompt_random_.integer(payload_.min_bytes, payload_.max_bytes));
  std::string text;
  text.reserve(bytes + 16);
  while (text.size() < bytes) text += prompt_random_.pick(kWords);
  return text;
}

}  // namespace tracewh::bench
