#include "render/line_notes.hpp"

#include "render/label_widths.hpp"
#include "render/text.hpp"

namespace tracewh::render {

void write_notes(const std::string& notes, const OutlineLine& outline, std::size_t used, const Style& style,
                 LineWriter& line) {
  if (notes.empty()) return;
  if (style.width == 0 || used + kGap + display_width(notes) <= style.width) {
    line.left(used + kGap, notes, Ink::kYellow);
    return;
  }
  const std::size_t indent = display_width(outline.continuation);
  line.end_line();
  line.left(0, outline.continuation, Ink::kDim);
  line.left(indent, fit(notes, style.width > indent ? style.width - indent : 1, style), Ink::kYellow);
}

}  // namespace tracewh::render
