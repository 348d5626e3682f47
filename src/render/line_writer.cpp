#include "render/line_writer.hpp"

#include "render/text.hpp"

#include <ostream>
#include <string>

namespace tracewh::render {
namespace {

// Between texts of which the first is longer than planned.
constexpr std::size_t kGap = 2;

}  // namespace

void LineWriter::left(std::size_t cell, std::string_view text, Ink ink) {
  if (text.empty()) return;
  if (cell < used_) cell = used_ + kGap;
  if (cell > used_) {
    out_ << std::string(cell - used_, ' ');
    used_ = cell;
  }
  out_ << paint(text, ink, style_);
  used_ += display_width(text);
}

void LineWriter::right(std::size_t end, std::string_view text, Ink ink) {
  const std::size_t width = display_width(text);
  left(end > width ? end - width : 0, text, ink);
}

void LineWriter::end_line() {
  out_ << '\n';
  used_ = 0;
}

}  // namespace tracewh::render
