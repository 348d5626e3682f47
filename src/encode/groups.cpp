#include "encode/groups.hpp"

#include <algorithm>

namespace tracewh::encode {
namespace {

/// The group of that resource or scope, added when there is none.
template <typename Group>
Group& group_of(std::vector<Group>& groups, std::size_t Group::*member, std::size_t position) {
  const auto found = std::ranges::find(groups, position, member);
  return found != groups.end() ? *found : groups.emplace_back(Group{position, {}});
}

}  // namespace

std::vector<ResourceGroup> group(const model::Trace& chunk) {
  std::vector<ResourceGroup> groups;
  for (const model::Span& span : chunk.spans) {
    ResourceGroup& resource = group_of(groups, &ResourceGroup::resource, span.resource);
    group_of(resource.scopes, &ScopeGroup::scope, span.scope).spans.push_back(&span);
  }
  return groups;
}

}  // namespace tracewh::encode
