#include "model/enums.hpp"

#include <algorithm>

namespace tracewh::model {

std::string_view to_string(Role role) { return kRoleNames.at(static_cast<std::size_t>(role)); }

std::optional<Role> role_from_name(std::string_view name) {
  const auto* found = std::find(kRoleNames.begin(), kRoleNames.end(), name);
  if (found == kRoleNames.end()) return std::nullopt;
  return static_cast<Role>(found - kRoleNames.begin());
}

std::string_view span_kind_name(std::int32_t kind) {
  constexpr std::array<std::string_view, 6> kNames{"unspecified", "internal", "server",
                                                   "client",      "producer", "consumer"};
  return kind < 0 || kind >= std::ssize(kNames) ? std::string_view{} : kNames[static_cast<std::size_t>(kind)];
}

std::string span_kind_text(std::int32_t kind) {
  const std::string_view name = span_kind_name(kind);
  return name.empty() ? std::to_string(kind) : std::string(name);
}

std::string_view to_string(StatusCode code) {
  switch (code) {
    case StatusCode::kOk:
      return "ok";
    case StatusCode::kError:
      return "error";
    case StatusCode::kUnset:
      break;
  }
  return "unset";
}

}  // namespace tracewh::model
