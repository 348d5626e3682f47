#include "render/formula.hpp"

namespace tracewh::render {

std::string without_formula(std::string_view text) {
  const bool starts_formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  std::string cell = starts_formula ? "'" : "";
  return cell += text;
}

}  // namespace tracewh::render
