#pragma once

#include "analysis/known_truth.hpp"
#include "bench/random.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::analysis {

inline constexpr std::int64_t kMillisecond = 1'000'000;

inline std::int64_t end_of(const WorkSpan& span) { return span.start_ns + *span.duration_ns; }

/// A history while it is made: IDs, spans and facts, at random, the same for the same seed. Traces are named
/// by their positions. Spans that are added belong to the service of their parents.
class HistoryDraft {
 public:
  explicit HistoryDraft(std::uint64_t seed) : random_(seed) {}

  bench::Random& random() { return random_; }
  std::int64_t milliseconds(std::int64_t low, std::int64_t high) {
    return random_.integer(low, high) * kMillisecond;
  }
  std::uint64_t next_id() { return ++ids_; }
  model::TraceId random_id();
  /// Arguments that no other call has.
  std::string new_input();

  std::size_t begin_trace(const model::TraceId& id);
  std::vector<WorkSpan>& spans_of(std::size_t trace) { return history_.traces[trace].spans; }
  std::string id_of(std::size_t trace) const { return to_string(history_.traces[trace].id); }
  SpanPlace place_of(std::size_t trace, const WorkSpan& span) const;

  /// What these return is valid until the next one.
  WorkSpan& add(std::size_t trace, const WorkSpan& parent, model::Role role, std::string name,
                std::int64_t start_ns, std::int64_t duration_ns);
  WorkSpan& add_message(std::size_t trace, const WorkSpan& parent, std::string type, std::int64_t start_ns);
  WorkSpan& add_tool(std::size_t trace, const WorkSpan& parent, const std::string& name, std::string input,
                     std::int64_t start_ns);

  void add_fact(std::string_view analysis, std::string subject, std::string answer,
                std::vector<SpanPlace> told_by = {});
  void make_optional(std::string_view analysis, std::string subject);

  History take() { return std::move(history_); }

 private:
  bench::Random random_;
  History history_;
  std::uint64_t ids_ = 0;
  std::uint64_t messages_ = 0;
  std::uint64_t inputs_ = 0;
};

}  // namespace tracewh::analysis
