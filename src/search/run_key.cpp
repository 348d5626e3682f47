#include "search/run_key.hpp"

#include <fmt/format.h>

namespace tracewh::search {

std::string operation_key(std::string_view service, std::string_view name, model::Role role) {
  std::string key(service);
  if (!service.empty()) key += ": ";
  key += name;
  if (role != model::Role::kOther) key += fmt::format(" ({})", model::to_string(role));
  return key;
}

}  // namespace tracewh::search
