#pragma once

#include "net/http/routes.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// What the API answers to a page that has no server: the answers of its routes, kept by what will be asked.
class OfflineAnswers {
 public:
  /// `limit`: bytes of all answers together.
  OfflineAnswers(std::vector<Route> routes, std::size_t limit);

  /// Asks for `target` now, and keeps the answer for a page that asks for `later`. False when it is left out,
  /// because there is no room for it or no such answer.
  bool add(std::string_view target, std::string_view later);

  /// Keeps JSON that was made in another way.
  bool add_json(std::string_view json, std::string_view later, bool truncated = false);

  /// As web::offline_page() takes them.
  std::string json() const { return "{" + text_ + "}"; }

 private:
  Routes routes_;
  std::size_t limit_;
  std::string text_;
};

}  // namespace tracewh::net
