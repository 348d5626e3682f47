#include "render/csv.hpp"

#include "render/cells.hpp"
#include "render/utf8.hpp"

#include <ostream>
#include <string>
#include <string_view>

namespace tracewh::render {
namespace {

bool starts_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

void write_field(std::string_view field, std::ostream& out) {
  if (field.find_first_of(",\"\n\t") == std::string_view::npos) {
    out << field;
    return;
  }
  out << '"';
  for (const char c : field) {
    if (c == '"') out << '"';
    out << c;
  }
  out << '"';
}

std::string text_field(std::string_view text) {
  std::string field = starts_formula(text) ? "'" : "";
  field += escape_unless(text, [](char32_t code) { return code == '\n' || code == '\t' || is_safe(code); });
  return field;
}

}  // namespace

void write_csv(const model::RowSet& rows, const Style& /*style*/, std::ostream& out) {
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    if (i > 0) out << ',';
    write_field(text_field(rows.columns[i]), out);
  }
  out << '\n';
  for (const auto& row : rows.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out << ',';
      const auto* text = std::get_if<std::string>(&row[i]);
      write_field(text != nullptr ? text_field(*text) : exact_text(row[i]), out);
    }
    out << '\n';
  }
}

}  // namespace tracewh::render
