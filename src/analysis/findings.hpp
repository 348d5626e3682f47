#pragma once

#include "tree/trace_tree.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tracewh::analysis {

/// What can be wrong with an instrumentation. The codes are frozen: scripts rely on them.
struct FindingKind {
  std::string_view code;
  std::string_view
      severity;  ///< `error`: answers are wrong or spans are missing; `warning`: something is lost
  std::string_view cause;
  std::string_view advice;
};

/// All of them, the most serious first.
std::span<const FindingKind> finding_kinds();

/// Where something was found first, and how often, of one kind and service.
struct Finding {
  std::uint64_t count = 0;
  model::TraceId trace_id;
  model::SpanId span_id;
  std::optional<std::int64_t> value_ns;  ///< of the one that deviates most
};

/// Findings as they are made, by their kinds and then by service.
class Findings {
 public:
  using ByService = std::map<std::string, Finding, std::less<>>;

  /// `code` is one of finding_kinds().
  void add(std::string_view code, std::string_view service, const Finding& more);
  /// One more, there.
  void add(std::string_view code, std::string_view service, const model::TraceId& trace, model::SpanId span);
  /// All of `other`, behind what is there.
  void add(const Findings& other);

  void drop(std::string_view code) { findings_.erase(code); }

  /// Empty when there are none.
  const ByService& of(std::string_view code) const;

 private:
  std::map<std::string_view, ByService> findings_;
};

/// Adds what is wrong within one trace.
void examine(const tree::TraceTree& tree, Findings& findings);

}  // namespace tracewh::analysis
