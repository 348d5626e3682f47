#include "compare/span_comparer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

namespace tracewh::compare {
namespace {

// In the order of PairKind.
constexpr std::array<std::string_view, 4> kKinds{"same", "changed", "added", "removed"};
constexpr double kMuch = 0.1;
constexpr double kShortestNs = 1e6;

using Texts = std::map<std::string, std::string>;

Texts texts_of(content::ContentReader& reader, const model::Span& span) {
  Texts texts;
  for (const content::Attribute& attribute : reader.span(span).attributes)
    content::append_json(texts[std::string(attribute.key)], attribute.value);
  return texts;
}

/// Calls `visit` with each key, and the values of both sides, null where there is none.
template <typename Visit>
void each_key(const Texts& base, const Texts& head, const Visit& visit) {
  for (const auto& [key, value] : base) {
    const auto other = head.find(key);
    visit(key, &value, other == head.end() ? nullptr : &other->second);
  }
  for (const auto& [key, value] : head)
    if (!base.contains(key)) visit(key, nullptr, &value);
}

bool equal(const std::string* base, const std::string* head) {
  return base != nullptr && head != nullptr && *base == *head;
}

std::optional<std::string> copy(const std::string* text) {
  return text == nullptr ? std::nullopt : std::optional(*text);
}

SpanChanges changes_without_attributes(const model::Span& base, const model::Span& head) {
  SpanChanges changes;
  changes.status = base.status != head.status || base.evidence != head.evidence;
  const auto before = base.duration_ns();
  const auto after = head.duration_ns();
  if (!before || !after) {
    changes.status = changes.status || before.has_value() != after.has_value();
    return changes;
  }
  changes.duration_ns = *after - *before;
  const double much = std::max(kMuch * static_cast<double>(*before), kShortestNs);
  changes.much_longer_or_shorter = std::abs(static_cast<double>(*changes.duration_ns)) > much;
  return changes;
}

}  // namespace

std::string_view pair_kind_name(PairKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

SpanComparer::SpanComparer(const tree::TraceTree& base, const tree::TraceTree& head,
                           const TraceDifference& difference)
    : base_(base), head_(head), difference_(difference), kinds_(difference.pairs.size(), PairKind::kSame) {
  struct Seen {
    std::size_t pairs = 0;
    std::vector<std::size_t> differing;
  };
  std::map<std::string, Seen> seen;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    const NodePair& pair = difference.pairs[i];
    if (pair.base == tree::kNone) kinds_[i] = PairKind::kAdded;
    if (pair.head == tree::kNone) kinds_[i] = PairKind::kRemoved;
    if (!comparable(i)) continue;
    const auto& [before, after] = spans(i);
    if (changes_without_attributes(before, after).any()) kinds_[i] = PairKind::kChanged;
    each_key(texts_of(base_reader_, before), texts_of(head_reader_, after),
             [&](const std::string& key, const std::string* value, const std::string* other) {
               Seen& each = seen[key];
               ++each.pairs;
               if (!equal(value, other)) each.differing.push_back(i);
             });
  }
  for (const auto& [key, each] : seen) {
    if (each.pairs > 1 && each.differing.size() == each.pairs) {
      everywhere_.insert(key);
    } else {
      for (const std::size_t i : each.differing) kinds_[i] = PairKind::kChanged;
    }
  }
}

std::size_t SpanComparer::count(PairKind kind) const {
  return static_cast<std::size_t>(std::ranges::count(kinds_, kind));
}

SpanChanges SpanComparer::changes(std::size_t pair) {
  if (!comparable(pair)) return {};
  const auto& [before, after] = spans(pair);
  SpanChanges changes = changes_without_attributes(before, after);
  each_key(texts_of(base_reader_, before), texts_of(head_reader_, after),
           [&](const std::string& key, const std::string* value, const std::string* other) {
             if (equal(value, other) || everywhere_.contains(key)) return;
             changes.attributes.push_back({key, copy(value), copy(other)});
           });
  std::ranges::sort(changes.attributes, {}, &AttributeChange::key);
  return changes;
}

bool SpanComparer::comparable(std::size_t pair) const {
  const auto [base, head] = difference_.pairs[pair];
  return base != tree::kNone && head != tree::kNone && !base_.nodes[base].placeholder();
}

std::pair<const model::Span&, const model::Span&> SpanComparer::spans(std::size_t pair) const {
  const auto [base, head] = difference_.pairs[pair];
  return {base_.span_of(base_.nodes[base]), head_.span_of(head_.nodes[head])};
}

}  // namespace tracewh::compare
