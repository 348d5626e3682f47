#include "model/batch.hpp"

#include "base/limits.hpp"

#include <algorithm>
#include <span>

namespace tracewh::model {

StringTable::StringTable() { intern({}); }

StringRef StringTable::intern(std::string_view text) {
  if (const auto found = positions_.find(text); found != positions_.end()) return {found->second};
  const std::string_view kept = arena_.copy(text);
  const auto index = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(kept);
  positions_.emplace(kept, index);
  return {index};
}

std::size_t StringTable::bytes() const {
  // A node of the map holds a view, a position and two pointers.
  constexpr std::size_t kPositionBytes = 48;
  return arena_.bytes() + texts_.size() * (sizeof(std::string_view) + kPositionBytes);
}

void add_issue(Batch& batch, Issue issue) {
  if (batch.issues.size() >= base::limits::kIssuesPerFile) {
    // Behind those that are kept in full there is one for each code, of which there are few.
    const auto counted = std::span(batch.issues).subspan(base::limits::kIssuesPerFile);
    const auto same = std::ranges::find(counted, issue.code, &Issue::code);
    if (same != counted.end()) {
      same->count += issue.count;
      return;
    }
  }
  issue.message = batch.arena.copy(issue.message);
  batch.issues.push_back(issue);
}

std::size_t bytes_of(const Batch& batch) {
  return batch.arena.bytes() + batch.strings.bytes() + batch.resources.capacity() * sizeof(ResourceRecord) +
         batch.scopes.capacity() * sizeof(ScopeRecord) + batch.spans.capacity() * sizeof(SpanRecord) +
         batch.facets.capacity() * sizeof(FacetValue) + batch.issues.capacity() * sizeof(Issue);
}

}  // namespace tracewh::model
