#pragma once

#include "model/facet.hpp"

#include <algorithm>
#include <cstddef>

namespace tracewh::store {

inline constexpr auto kSharedFacets =
    static_cast<std::size_t>(std::ranges::count(model::kFacets, true, &model::FacetInfo::shared));
inline constexpr std::size_t kOwnFacets = model::kFacets.size() - kSharedFacets;

/// The position of a facet among the facet columns of `span_template` when it is shared, else of `span`.
constexpr std::size_t facet_column(model::Facet facet) {
  std::size_t column = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(facet); ++i) {
    if (model::kFacets[i].shared == info(facet).shared) ++column;
  }
  return column;
}

}  // namespace tracewh::store
