#include "base/xml_text.hpp"

#include "base/visible_text.hpp"

namespace tracewh::base {
namespace {

bool is_allowed(char32_t code) { return is_safe(code) && code != 0xfffe && code != 0xffff; }

std::string without_markup(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) {
  return without_markup(escape_unless(text, [](char32_t code) { return code == '\n' || is_allowed(code); }));
}

std::string xml_attribute(std::string_view text) { return without_markup(escape_unless(text, is_allowed)); }

}  // namespace tracewh::base
