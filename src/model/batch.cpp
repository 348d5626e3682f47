#include "model/batch.hpp"

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

}  // namespace tracewh::model
