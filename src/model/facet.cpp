#include "model/facet.hpp"

namespace tracewh::model {

std::optional<Facet> facet_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    if (kFacets[i].name == name) return static_cast<Facet>(i);
  }
  return std::nullopt;
}

}  // namespace tracewh::model
