#pragma once

#include "net/http/routes.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// What the API answers to a page that has no server: the answers of its routes, kept by what will be asked.
class OfflineAnswers {
 public:
  /// `limit`: bytes of all answers together.
  OfflineAnswers(std::vector<Route> routes, std::size_t limit);

  /// Asks for `target`, with further parameters that the page need not give, and keeps the answer. None when
  /// it is left out: there is no room for it, or no such answer.
  std::optional<std::string> add(std::string_view target, const Parameters& further);

  /// Keeps JSON that was made in another way, whatever the limit.
  void add_json(std::string_view json, std::string_view target);

  std::size_t bytes() const { return text_.size(); }

  /// As web::offline_page() takes them.
  std::string json() const { return "{" + text_ + "}"; }

 private:
  void keep(std::string_view target, std::string_view json, const Headers& headers);

  Routes routes_;
  std::size_t limit_;
  std::string text_;
};

}  // namespace tracewh::net
