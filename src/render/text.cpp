#include "render/text.hpp"

#include "render/utf8.hpp"

#include <algorithm>
#include <array>

namespace tracewh::render {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// wcwidth() depends on the locale. These are the ranges of Unicode 15 that occur in practice.
constexpr std::array<Range, 33> kZeroWidth{{
    {0x0300, 0x036f},   {0x0483, 0x0489},   {0x0591, 0x05bd},   {0x05bf, 0x05bf}, {0x05c1, 0x05c2},
    {0x05c4, 0x05c5},   {0x0610, 0x061a},   {0x064b, 0x065f},   {0x0670, 0x0670}, {0x06d6, 0x06dc},
    {0x06df, 0x06e4},   {0x06e7, 0x06e8},   {0x06ea, 0x06ed},   {0x0900, 0x0902}, {0x093c, 0x093c},
    {0x0941, 0x0948},   {0x094d, 0x094d},   {0x0e31, 0x0e31},   {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e},
    {0x1160, 0x11ff},   {0x1ab0, 0x1aff},   {0x1dc0, 0x1dff},   {0x200b, 0x200d}, {0x2060, 0x2064},
    {0x20d0, 0x20ff},   {0x302a, 0x302d},   {0x3099, 0x309a},   {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
    {0x1d167, 0x1d169}, {0x1f3fb, 0x1f3ff}, {0xe0100, 0xe01ef},
}};

constexpr std::array<Range, 74> kWide{{
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},
    {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
    {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
    {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},   {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x1b2ff},
    {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f265},
    {0x1f300, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca},
    {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440},
    {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596},
    {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6d7}, {0x1f6dc, 0x1f6df},
    {0x1f6eb, 0x1f6fc}, {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1faff}, {0x20000, 0x3fffd},
}};

template <std::size_t kSize>
bool contains(const std::array<Range, kSize>& ranges, char32_t code) {
  const auto after = std::ranges::upper_bound(ranges, code, {}, &Range::first);
  return after != ranges.begin() && code <= std::prev(after)->last;
}

std::size_t character_width(char32_t code) {
  if (code < 0x300) return 1;
  if (contains(kZeroWidth, code)) return 0;
  return contains(kWide, code) ? 2 : 1;
}

/// The longest front of `text` that takes at most `width` cells.
std::string_view front(std::string_view text, std::size_t width) {
  std::size_t length = 0;
  std::size_t cells = 0;
  while (length < text.size()) {
    const Character character = decode_utf8(text.substr(length));
    cells += character_width(character.code);
    if (cells > width) break;
    length += character.length;
  }
  return text.substr(0, length);
}

}  // namespace

std::string visible(std::string_view text, const Style& style) {
  return escape_unless(text, [&](char32_t code) { return is_safe(code) && (style.utf8 || code < 0x80); });
}

std::size_t display_width(std::string_view text) {
  std::size_t cells = 0;
  while (!text.empty()) {
    const Character character = decode_utf8(text);
    cells += character_width(character.code);
    text.remove_prefix(character.length);
  }
  return cells;
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
