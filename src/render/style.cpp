#include "render/style.hpp"

#include "base/quantity.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <array>

namespace tracewh::render {
namespace {

constexpr std::array<std::string_view, 6> kInkCodes{"", "1", "2", "31", "33", "36"};

}  // namespace

void append_painted(std::string& out, std::string_view text, Ink ink, const Style& style) {
  if (!style.color || ink == Ink::kPlain || text.empty()) {
    out += text;
    return;
  }
  out.append("\x1b[").append(kInkCodes[static_cast<std::size_t>(ink)]).append("m");
  out.append(text).append("\x1b[0m");
}

std::string paint(std::string_view text, Ink ink, const Style& style) {
  std::string painted;
  append_painted(painted, text, ink, style);
  return painted;
}

std::string duration_text(std::int64_t nanoseconds, const Style& style) {
  std::string text = base::format_duration(nanoseconds);
  constexpr std::string_view kMicro = "µ";
  const std::size_t micro = style.utf8 ? std::string::npos : text.find(kMicro);
  if (micro != std::string::npos) text.replace(micro, kMicro.size(), "u");
  return text;
}

std::string percent_text(double ratio) {
  if (ratio > 0 && ratio < 0.01) return "<1%";
  return fmt::format("{:.0f}%", ratio * 100);
}

std::string count_text(std::uint64_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", base::format_count(count), count == 1 ? singular : plural);
}

}  // namespace tracewh::render
