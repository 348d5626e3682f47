#pragma once

#include "analysis/separate_work.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// A trace that came apart from the one in which its root was sent.
struct Join {
  SpanPlace root;
  SpanPlace parent;  ///< its span may be invalid, where only the trace is known
  std::string_view rule;
  double confidence = 1;  ///< 0: one of several that may be, and not used
  std::string service;    ///< of the root
};

/// Whether it is more than the 64 bits that a short trace ID has.
bool has_upper_half(const model::TraceId& id);

/// Finds traces that belong together. Rules are tried in order, each for all roots that the ones before left,
/// by start: `link`, to a span of another trace; `truncated_trace_id`, the lower half of another trace's ID;
/// `message_id` and `task_id`, equal to those of a send that no worker of its own trace took, of several the
/// last that starts no later; and with confidence 0.5 `order`, the only such send that starts up to a minute
/// before a root for which it is the only one, too, and whose type of task is no other than the worker's
/// capability. No join makes a trace hang below itself.
class JoinFinder {
 public:
  void add(const tree::TraceTree& tree, content::ContentReader& reader);

  /// All joins. Call once, after all traces.
  std::vector<Join> find();

  /// After find(): the sends that no worker's span of any trace took.
  const std::vector<OpenSend>& open_sends() const { return sends_; }

 private:
  using Position = std::size_t;

  bool join(Position root, const SpanPlace& parent, std::string_view rule, double confidence);
  bool join_below(Position root, const SpanPlace& parent, std::string_view rule);
  std::optional<Position> send_by(const SpanPlace& parent, const SeparateRoot& root) const;
  void join_by_links();
  void join_by_halves();
  void join_by_id(std::string OpenSend::*id_of_send, std::string SeparateRoot::*id_of_root,
                  std::string_view rule);
  void join_by_order();
  std::vector<Position> fitting_sends(const SeparateRoot& root) const;
  void drop_taken_sends();

  std::vector<model::TraceId> traces_;  ///< ascending once all are there
  std::vector<OpenSend> sends_;
  std::vector<SeparateRoot> roots_;
  std::map<SpanPlace, Position> send_at_;
  std::map<model::TraceId, std::vector<Position>> sends_of_;  ///< by trace, by start
  std::vector<bool> is_taken_;                                ///< by position in sends_
  std::vector<bool> is_joined_;                               ///< by position in roots_
  std::map<model::TraceId, model::TraceId> above_;
  std::vector<Join> joins_;
};

}  // namespace tracewh::analysis
