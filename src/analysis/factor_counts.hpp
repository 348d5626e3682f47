#pragma once

#include "analysis/significance.hpp"
#include "content/content_reader.hpp"
#include "tree/trace_tree.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tracewh::analysis {

/// What can set traces apart.
enum class Factor : std::uint8_t { kAttribute, kOperation, kWorker, kModel, kService, kHost };

std::string_view to_string(Factor factor);

/// One value of a factor, and in how many of the traces of either group it is.
struct FactorCount {
  Factor factor;
  std::string key;  ///< of an attribute; empty for the other factors
  std::string value;
  std::uint64_t in_count = 0;
  std::uint64_t out_count = 0;
};

/// Counts the traces of two groups by what is in them. Attributes are those of spans, whose values are text,
/// integers or booleans; not counted are text that is too long to compare people's traces by, keys of so many
/// values that they are IDs, measures of time, and what is the worker or model of its span. In memory are the
/// values that are not.
class FactorCounts {
 public:
  /// Takes note of what is in one more trace of the first group, `is_in`, or of the second. Its spans must
  /// have been loaded with payloads.
  void add(const tree::TraceTree& tree, bool is_in);

  std::uint64_t in_total() const { return in_total_; }
  std::uint64_t out_total() const { return out_total_; }

  /// Those that are in more than one trace, and not in all.
  std::vector<FactorCount> telling() const;

 private:
  struct Count {
    std::uint64_t in = 0;
    std::uint64_t out = 0;
    std::uint64_t last_trace = 0;  ///< the number of the last trace that was counted
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <typename Value>
  using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;
  struct Values {
    ByText<Count> counts;
    bool are_ids = false;
  };

  void add_span(const tree::TraceTree& tree, const model::Span& span);
  void add_attributes(const model::Span& span);
  void add_hosts(const tree::TraceTree& tree);
  void count(Factor factor, std::string_view key, std::string_view value);

  content::ContentReader reader_;
  std::array<ByText<Values>, 6> values_;  ///< by factor and key
  std::uint64_t in_total_ = 0;
  std::uint64_t out_total_ = 0;
  bool is_in_ = false;  ///< the trace that is being counted
};

}  // namespace tracewh::analysis
