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
  put(cell, text, display_width(text), ink);
}

void LineWriter::right(std::size_t end, std::string_view text, Ink ink) {
  const std::size_t width = display_width(text);
  put(end > width ? end - width : 0, text, width, ink);
}

void LineWriter::put(std::size_t cell, std::string_view text, std::size_t width, Ink ink) {
  if (text.empty()) return;
  if (cell < used_) cell = used_ + kGap;
  if (cell > used_) {
    line_.append(cell - used_, ' ');
    used_ = cell;
  }
  append_painted(line_, text, ink, style_);
  used_ += width;
}

void LineWriter::end_line() {
  line_.push_back('\n');
  out_ << line_;
  line_.clear();
  used_ = 0;
}

}  // namespace tracewh::render
