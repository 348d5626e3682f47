#include "analysis/generated_trace.hpp"

#include <cstddef>
#include <string>

namespace tracewh::analysis {
namespace {

constexpr model::Role kRoles[] = {model::Role::kTask,    model::Role::kTask,    model::Role::kWorker,
                                  model::Role::kWorker,  model::Role::kMessage, model::Role::kMessage,
                                  model::Role::kMessage, model::Role::kAgent,   model::Role::kOther};
constexpr std::int32_t kKinds[] = {kInternal, kInternal, kInternal, kInternal, kProducer, kConsumer};
constexpr const char* kMessageTypes[] = {"task", "task", "Task-Assignment", "result", "error", "status", ""};
constexpr const char* kMessageIds[] = {"", "", "pending", "m-1", "m-2"};
constexpr const char* kTaskIds[] = {"", "", "t-1", "t-2"};
constexpr const char* kWorkerIds[] = {"", "a", "b"};

/// The ID of a missing parent is above those of the spans.
std::uint64_t parent_of(bench::Random& random, std::uint64_t id, std::uint64_t spans) {
  if (random.chance(0.05))
    return static_cast<std::uint64_t>(random.integer(1, static_cast<std::int64_t>(spans)));
  if (random.chance(0.05)) return spans + static_cast<std::uint64_t>(random.integer(1, 2));
  if (id == 1 || random.chance(0.03)) return 0;
  return static_cast<std::uint64_t>(random.integer(1, static_cast<std::int64_t>(id) - 1));
}

void make_message(bench::Random& random, WorkSpan& span) {
  span.message_type = random.pick(kMessageTypes);
  span.message_id = random.pick(kMessageIds);
}

}  // namespace

std::vector<WorkSpan> generate_spans(bench::Random& random) {
  const auto count = static_cast<std::uint64_t>(random.integer(1, 16));
  std::vector<WorkSpan> spans(count);
  for (std::uint64_t id = 1; id <= count; ++id) {
    WorkSpan& span = spans[id - 1];
    span.id = id;
    span.parent = parent_of(random, id, count);
    span.start_ns = random.chance(0.03) ? -1 : random.integer(0, 40);
    if (!random.chance(0.05))
      span.duration_ns = random.chance(0.15) ? 0 : random.integer(0, 30);
    else
      span.duration_ns.reset();
    span.role = random.pick(kRoles);
    span.kind = random.pick(kKinds);
    span.name = "operation-" + std::to_string(random.integer(1, 4));
    span.task_id = random.pick(kTaskIds);
    span.worker_id = random.pick(kWorkerIds);
    if (span.role == model::Role::kMessage) make_message(random, span);
    if (span.role == model::Role::kWorker && random.chance(0.2)) span.message_id = random.pick(kMessageIds);
    while (random.chance(0.1)) {
      span.links.push_back(
          static_cast<std::uint64_t>(random.integer(1, static_cast<std::int64_t>(count) + 1)));
    }
  }
  return spans;
}

}  // namespace tracewh::analysis
