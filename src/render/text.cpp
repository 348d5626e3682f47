#include "render/text.hpp"

#include "base/visible_text.hpp"

#include <algorithm>
#include <utf8proc.h>

namespace tracewh::render {
namespace {

// Of which all characters take one cell.
constexpr char32_t kFirstCombining = 0x300;

std::size_t character_width(const base::Character& character) {
  if (!character.valid || character.code < kFirstCombining) return 1;
  return static_cast<std::size_t>(utf8proc_charwidth(static_cast<utf8proc_int32_t>(character.code)));
}

/// How many characters of printable ASCII `text` begins with: most text is nothing else, and such a character
/// is safe and takes one cell.
std::size_t printable_run(std::string_view text) {
  const auto end = std::ranges::find_if(text, [](char byte) { return byte < ' ' || byte > '~'; });
  return static_cast<std::size_t>(end - text.begin());
}

/// The longest front of `text` that takes at most `width` cells.
std::string_view front(std::string_view text, std::size_t width) {
  std::size_t length = 0;
  std::size_t cells = 0;
  while (length < text.size()) {
    const base::Character character = base::first_character(text.substr(length));
    cells += character_width(character);
    if (cells > width) break;
    length += character.length;
  }
  return text.substr(0, length);
}

}  // namespace

void append_visible(std::string& out, std::string_view text, const Style& style) {
  const std::size_t plain = printable_run(text);
  out += text.substr(0, plain);
  out += base::escape_unless(
      text.substr(plain), [&](char32_t code) { return base::is_safe(code) && (style.utf8 || code < 0x80); });
}

std::string visible(std::string_view text, const Style& style) {
  std::string shown;
  append_visible(shown, text, style);
  return shown;
}

std::size_t display_width(std::string_view text) {
  std::size_t cells = printable_run(text);
  text.remove_prefix(cells);
  while (!text.empty()) {
    const base::Character character = base::first_character(text);
    cells += character_width(character);
    text.remove_prefix(character.length);
  }
  return cells;
}

std::string short_trace_id(const std::string& id, const Style& style) {
  return style.short_trace_id ? style.short_trace_id(id) : id;
}

std::string_view ellipsis(const Style& style) { return style.utf8 ? "…" : "..."; }

std::string fit(std::string_view text, std::size_t width, const Style& style) {
  if (front(text, width).size() == text.size()) return std::string(text);
  const std::string_view mark = ellipsis(style);
  const std::size_t mark_width = display_width(mark);
  if (width < mark_width) return std::string(front(text, width));
  return std::string(front(text, width - mark_width)).append(mark);
}

}  // namespace tracewh::render
