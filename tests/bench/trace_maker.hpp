#pragma once

#include "bench/generated_span.hpp"
#include "bench/random.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::bench {

/// Prompt text that each LLM span carries, in bytes; none by default.
struct PayloadSize {
  std::int64_t min_bytes = 0;
  std::int64_t max_bytes = 0;
};

/// Makes traces of one multi-agent system: a task, its orchestration, one to five workers one after another,
/// and their LLM, tool and storage calls. Three of a hundred tasks fail, with each kind of
/// evidence in turn.
class TraceMaker {
 public:
  TraceMaker(std::uint64_t seed, PayloadSize payload)
      : random_(seed), prompt_random_(seed), payload_(payload) {}

  /// The spans of the next trace, about 10 to 40 of them, beginning at `start_ns`; in no particular order.
  std::vector<GeneratedSpan> make(std::int64_t start_ns);

  Random& random() { return random_; }

 private:
  std::size_t add(Service service, std::string name, std::optional<std::size_t> parent,
                  std::int64_t start_ns);
  std::size_t begin_task(std::int64_t start_ns);
  std::size_t add_orchestrator(std::size_t task);
  void add_message(std::size_t parent, std::string_view type, std::int64_t start_ns);
  std::int64_t add_worker(std::size_t parent, std::int64_t start_ns);
  std::int64_t add_step(std::size_t worker, std::int64_t start_ns);
  std::int64_t add_llm(std::size_t worker, std::int64_t start_ns);
  std::int64_t add_tool(std::size_t worker, std::int64_t start_ns);
  std::int64_t add_storage(std::size_t worker, std::int64_t start_ns);
  void fail(std::size_t task);
  std::string prompt();

  Random random_;
  Random prompt_random_;  // its own, so that the spans are the same with prompts and without
  PayloadSize payload_;
  std::uint64_t tasks_ = 0;
  std::uint64_t failures_ = 0;
  std::uint64_t messages_ = 0;
  std::string task_id_;
  std::string_view task_type_;
  model::TraceId trace_id_;
  std::vector<GeneratedSpan> spans_;
};

}  // namespace tracewh::bench
