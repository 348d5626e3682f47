#include "cli/output.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <string>

namespace tracewh::cli {
namespace {

// Lines of one tree that a person may still want to scroll through; a file gets all of them.
constexpr std::size_t kNodesOnTerminal = 1'000;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// Whether the locale says that the terminal shows UTF-8; without a locale, nearly all do.
bool terminal_shows_utf8() {
  for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (!is_set(variable)) continue;
    const std::string_view locale = std::getenv(variable);
    return locale.find("UTF-8") != std::string_view::npos || locale.find("utf8") != std::string_view::npos;
  }
  return true;
}

bool terminal_shows_color() {
  const char* terminal = std::getenv("TERM");
  return !is_set("NO_COLOR") && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

const render::Format& chosen_format(const Globals& globals, std::string_view fallback) {
  const std::string_view name = globals.format ? std::string_view(*globals.format) : fallback;
  if (const render::Format* format = render::find_format(name)) return *format;
  std::string known;
  for (const render::Format& format : render::formats()) known += fmt::format(" {}", format.name);
  throw base::Error(base::ErrorCode::kUsage, fmt::format("--format: there is no format '{}'", name),
                    "formats are:" + known);
}

render::Style style_for(const Globals& globals, const Io& io) {
  render::Style style;
  style.width = io.width;
  if (io.out_is_terminal) {
    style.color = !globals.no_color && terminal_shows_color();
    style.utf8 = terminal_shows_utf8();
    style.max_nodes = kNodesOnTerminal;
  }
  return style;
}

void require_format(bool shows, const render::Format& format, std::string_view what,
                    std::string_view instead) {
  if (shows) return;
  throw base::Error(base::ErrorCode::kUsage, fmt::format("--format: {} cannot show {}", format.name, what),
                    fmt::format("use {}", instead));
}

void write_rows(model::RowStream& rows, const render::Format& format, const Globals& globals, Io& io) {
  require_format(format.rows != nullptr, format, "rows", "table, json, jsonl, csv, tsv or markdown");
  if (rows.at_end() && io.out_is_terminal && format.name == "table") {
    if (!globals.quiet) io.err << "nothing found\n";
    return;
  }
  format.rows(rows, style_for(globals, io), io.out);
  if (rows.truncated() && !globals.quiet) {
    io.out.flush();
    io.err << "more rows match; --limit 0 shows all\n";
  }
}

void write_rows(const model::RowSet& rows, const render::Format& format, const Globals& globals, Io& io) {
  model::RowSetStream stream(rows);
  write_rows(stream, format, globals, io);
}

}  // namespace tracewh::cli
