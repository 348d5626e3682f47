#pragma once

#include "content/content_reader.hpp"
#include "search/run_value_list.hpp"
#include "tree/aggregated_tree.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <map>

namespace tracewh::search {

/// What only the trees of a run tell: values of paths, self times, shares of critical paths and times in
/// queues. Reads and writes nothing.
class TreeValues {
 public:
  /// `choice` must outlive it.
  explicit TreeValues(const MeasureChoice& choice);

  /// Whether traces must be loaded with payloads.
  bool reads_payloads() const { return wants_queues_; }

  void add(const tree::TraceTree& tree);

  /// Puts the values of all trees that were added into `values`.
  void finish(RunValueList& values);

 private:
  /// The mean of numbers, and how far it varies by chance.
  struct Mean {
    void add(double number);
    double value() const { return sum / static_cast<double>(count); }
    std::optional<double> standard_error() const;

    double sum = 0;
    double squares = 0;
    std::uint64_t count = 0;
  };

  void add_self_times(const tree::TraceTree& tree);
  void add_critical_paths(const tree::TraceTree& tree);
  void add_queues(const tree::TraceTree& tree);
  void finish_paths(RunValueList& values);

  bool wants_paths_;
  bool wants_self_times_;
  bool wants_critical_paths_;
  bool wants_queues_;
  content::ContentReader reader_;
  tree::TreeAggregator paths_;
  std::map<RunKey, Mean> self_ns_;
  std::map<RunKey, Mean> queue_ns_;
  std::map<RunKey, double> critical_ns_;
  double whole_ns_ = 0;  ///< the length of all critical paths
};

}  // namespace tracewh::search
