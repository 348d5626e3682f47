#pragma once

#include "compare/trace_difference.hpp"
#include "content/content_reader.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::compare {

/// An attribute that differs; values are JSON, none where the span does not have it.
struct AttributeChange {
  std::string key;
  std::optional<std::string> base;
  std::optional<std::string> head;
};

/// How a span differs from the one that corresponds to it.
struct SpanChanges {
  std::optional<std::int64_t> duration_ns;  ///< how much longer it is; none unless both have a duration
  bool much_longer_or_shorter = false;      ///< by more than a tenth of the base's, and a millisecond
  bool status = false;  ///< its status, its evidence of failure or whether it ended is another
  std::vector<AttributeChange> attributes;  ///< by key

  bool any() const { return much_longer_or_shorter || status || !attributes.empty(); }
};

enum class PairKind : std::uint8_t { kSame, kChanged, kAdded, kRemoved };

/// `same`, `changed`, `added`, `removed`.
std::string_view pair_kind_name(PairKind kind);

/// Compares the spans of two traces that were loaded with payloads. An attribute that differs in every pair
/// of spans that has it, two pairs at least, tells the traces apart, as IDs do, and is no change of one span.
class SpanComparer {
 public:
  /// All of these must outlive it.
  SpanComparer(const tree::TraceTree& base, const tree::TraceTree& head, const TraceDifference& difference);

  /// Attributes that differ everywhere.
  const std::set<std::string>& everywhere() const { return everywhere_; }

  PairKind kind(std::size_t pair) const { return kinds_[pair]; }
  std::size_t count(PairKind kind) const;

  /// Nothing unless both traces have the span.
  SpanChanges changes(std::size_t pair);

 private:
  /// Whether both traces have the span, which may then be asked for.
  bool comparable(std::size_t pair) const;
  std::pair<const model::Span&, const model::Span&> spans(std::size_t pair) const;

  const tree::TraceTree& base_;
  const tree::TraceTree& head_;
  const TraceDifference& difference_;
  content::ContentReader base_reader_;
  content::ContentReader head_reader_;
  std::set<std::string> everywhere_;
  std::vector<PairKind> kinds_;
};

}  // namespace tracewh::compare
