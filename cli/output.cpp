#include "cli/output.hpp"

#include "base/error.hpp"
#include "cli/named_format.hpp"
#include "query/short_trace_id.hpp"
#include "store/read/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
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

void require_flat(const render::Format& format, const Globals& globals) {
  const bool is_json = format.name == "json" || format.name == "jsonl";
  if (!globals.flat || is_json) return;
  throw base::Error(base::ErrorCode::kUsage, "--flat is for trees in JSON",
                    "add --format json or --format jsonl");
}

/// Opens the database when the first ID is to be shortened.
std::function<std::string(const std::string&)> id_shortener(const std::string& database) {
  struct Names {
    explicit Names(const std::string& file) : reader(file), ids(reader) {}
    store::Reader reader;
    query::ShortTraceId ids;
  };
  return [database, names = std::shared_ptr<Names>()](const std::string& id) mutable {
    if (!names) names = std::make_shared<Names>(database);
    return names->ids.of(id);
  };
}

}  // namespace

const render::Format& chosen_format(const Globals& globals, std::string_view fallback) {
  const render::Format& format = named_format(render::formats(), "--format",
                                              globals.format ? std::string_view(*globals.format) : fallback);
  require_flat(format, globals);
  return format;
}

render::Style style_for(const Globals& globals, const Io& io) {
  render::Style style;
  style.width = io.width;
  style.flat = globals.flat;
  if (io.width > 0) style.short_trace_id = id_shortener(globals.database);
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

void tell_of_more(bool truncated, const Globals& globals, Io& io) {
  if (!truncated || globals.quiet) return;
  io.out.flush();
  io.err << "more rows match; --limit 0 shows all\n";
}

void tell_notes(const std::vector<std::string>& notes, const Globals& globals, Io& io) {
  if (globals.quiet) return;
  io.out.flush();
  for (const std::string& note : notes) io.err << note << '\n';
}

void tell_notes(const model::RowStream& rows, const Globals& globals, Io& io) {
  // Finding them may take a while.
  if (!globals.quiet) tell_notes(rows.notes(), globals, io);
}

std::vector<model::SortKey> sort_keys(const Globals& globals) {
  std::vector<model::SortKey> keys;
  for (const std::string& text : globals.sort) {
    const auto colon = std::min(text.find(':'), text.size());
    const std::string direction = text.substr(colon);
    if (!direction.empty() && direction != ":asc" && direction != ":desc") {
      throw base::Error(base::ErrorCode::kUsage, fmt::format("--sort: '{}' tells no direction", text),
                        "write it like --sort duration_ns:desc");
    }
    keys.push_back({text.substr(0, colon), direction == ":desc"});
  }
  return keys;
}

namespace {

void write_all_columns(model::RowStream& rows, const render::Format& format, const Globals& globals, Io& io) {
  require_format(format.rows != nullptr, format, "rows", "table, json, jsonl, csv, tsv or markdown");
  if (rows.at_end() && io.out_is_terminal && format.name == "table") {
    if (!globals.quiet) io.err << "nothing found\n";
  } else {
    format.rows(rows, style_for(globals, io), io.out);
    tell_of_more(rows.truncated(), globals, io);
  }
  tell_notes(rows, globals, io);
}

}  // namespace

void write_rows(model::RowStream& rows, const render::Format& format, const Globals& globals, Io& io) {
  if (globals.columns.empty()) return write_all_columns(rows, format, globals, io);
  model::ChosenColumns chosen(rows, globals.columns);
  write_all_columns(chosen, format, globals, io);
}

void write_rows(const model::RowSet& rows, const render::Format& format, const Globals& globals, Io& io) {
  model::RowSetStream stream(rows);
  if (globals.sort.empty()) return write_rows(stream, format, globals, io);
  model::SortedRows sorted(stream, sort_keys(globals), -1);
  write_rows(sorted, format, globals, io);
}

}  // namespace tracewh::cli
