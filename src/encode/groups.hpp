#pragma once

#include "model/trace.hpp"

#include <cstddef>
#include <vector>

namespace tracewh::encode {

struct ScopeGroup {
  std::size_t scope = 0;
  std::vector<const model::Span*> spans;
};

struct ResourceGroup {
  std::size_t resource = 0;
  std::vector<ScopeGroup> scopes;
};

/// The spans by resource and scope, as OTLP nests them; everything in the order in which it comes first.
/// Points into `chunk`.
std::vector<ResourceGroup> group(const model::Trace& chunk);

}  // namespace tracewh::encode
