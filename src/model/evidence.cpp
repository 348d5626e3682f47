#include "model/evidence.hpp"

#include "model/enums.hpp"

#include <array>
#include <utility>

namespace tracewh::model {

std::vector<std::string_view> evidence_names(std::uint8_t evidence) {
  constexpr std::array<std::pair<std::uint8_t, std::string_view>, 4> kNames{{
      {evidence::kStatus, "status"},
      {evidence::kException, "exception"},
      {evidence::kErrorAttribute, "error_attribute"},
      {evidence::kErrorReply, "error_reply"},
  }};
  std::vector<std::string_view> names;
  for (const auto& [bit, name] : kNames) {
    if ((evidence & bit) != 0) names.push_back(name);
  }
  return names;
}

}  // namespace tracewh::model
