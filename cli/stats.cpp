#include "cli/stats.hpp"

#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "query/statistics.hpp"
#include "render/cells.hpp"

#include <cstddef>
#include <vector>

namespace tracewh::cli {
namespace {

/// One row with many columns as many rows of two, which fit any terminal.
model::RowSet stand_upright(const model::RowSet& rows, const render::Style& style) {
  model::RowSet upright;
  upright.columns = {"property", "value"};
  const std::vector<render::Column> columns = render::describe_columns(rows, style);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    upright.rows.push_back(
        {columns[i].title, render::cell_text(rows.rows.front()[i], columns[i].kind, style)});
  }
  return upright;
}

int run_stats(const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "table");
  store::Reader reader = open_reader(globals);
  const query::Statistics statistics = query::read_statistics(reader);
  if (format.name != "table") {
    write_rows(statistics.totals, format, globals, io);
    return exit_code::kFine;
  }
  write_rows(stand_upright(statistics.totals, style_for(globals, io)), format, globals, io);
  if (!statistics.issues.rows.empty()) {
    io.out << '\n';
    write_rows(statistics.issues, format, globals, io);
  }
  return exit_code::kFine;
}

}  // namespace

Verb stats_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand("stats", "Tell what the database holds: counts, times, size, issues");
  app->footer(examples({"tracewh stats", "tracewh stats --format json"}));
  return {app, run_stats};
}

}  // namespace tracewh::cli
