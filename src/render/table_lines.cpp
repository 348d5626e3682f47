#include "render/table_lines.hpp"

#include "render/text.hpp"

#include <utility>

namespace tracewh::render {
namespace {

/// The beginning of an ID is a name too, so an ellipsis would only be in the way of copying one.
std::string cut(const std::string& text, const LayoutColumn& layout, const Style& style) {
  if (layout.name == "trace_id") return short_trace_id(text, style);
  return fit(text, layout.width, style);
}

Ink ink_of_value(const std::string& text, const std::string& column) {
  if (column == "status" && text == "error") return Ink::kRed;
  if (column == "evidence" || column == "errors") return text == "0" ? Ink::kPlain : Ink::kRed;
  return column.ends_with("_id") ? Ink::kDim : Ink::kPlain;
}

std::string rule(std::size_t width, const Style& style) {
  std::string text;
  for (std::size_t cell = 0; cell < width; ++cell) text += style.utf8 ? "─" : "-";
  return text;
}

}  // namespace

TableLines::TableLines(std::vector<Column> columns, std::vector<LayoutColumn> layout, const Style& style,
                       std::ostream& out)
    : columns_(std::move(columns)), layout_(std::move(layout)), style_(style), line_(style, out) {}

template <typename InkOf>
void TableLines::write_cells(const std::vector<std::string>& texts, InkOf ink_of) {
  std::size_t cell = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!layout_[i].shown) continue;
    const bool fits = style_.width == 0 || display_width(texts[i]) <= layout_[i].width;
    if (!fits) cut_ = cut(texts[i], layout_[i], style_);
    const std::string& text = fits ? texts[i] : cut_;
    if (columns_[i].right) {
      line_.right(cell + layout_[i].width, text, ink_of(i));
    } else {
      line_.left(cell, text, ink_of(i));
    }
    cell += layout_[i].width + kColumnGap;
  }
  line_.end_line();
}

void TableLines::write_head() {
  std::vector<std::string> titles;
  std::vector<std::string> rules;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    titles.push_back(columns_[i].title);
    rules.push_back(rule(layout_[i].width, style_));
  }
  write_cells(titles, [](std::size_t) { return Ink::kBold; });
  write_cells(rules, [](std::size_t) { return Ink::kDim; });
}

void TableLines::write(const std::vector<std::string>& texts) {
  write_cells(texts, [&](std::size_t i) {
    return style_.color ? ink_of_value(texts[i], layout_[i].name) : Ink::kPlain;
  });
}

}  // namespace tracewh::render
