#pragma once

#include "content/content_reader.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tracewh::encode {

inline constexpr std::string_view kChildFlow = "child";
inline constexpr std::string_view kLinkFlow = "link";
inline constexpr std::string_view kMessageFlow = "message";

/// An arrow between two nodes of a trace.
struct Flow {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::string_view category;
};

/// Finds what leads to a span: its parent, the spans of the trace that it links to, and the span that carried
/// the same message before.
class FlowFinder {
 public:
  /// `tree` must outlive this.
  explicit FlowFinder(const tree::TraceTree& tree);

  /// The node of the span of that ID; none when the trace has none.
  std::optional<std::uint32_t> node_of(model::SpanId span) const;

  std::vector<Flow> into(std::uint32_t node, const std::vector<content::Link>& links) const;

 private:
  const tree::TraceTree& tree_;
  std::unordered_map<std::uint64_t, std::uint32_t> by_id_;       // the node of each span ID
  std::unordered_map<std::uint32_t, std::uint32_t> by_message_;  // the node of the same message before
};

}  // namespace tracewh::encode
