#include "cli/sql.hpp"

#include "base/error.hpp"
#include "base/number.hpp"
#include "cli/exit_code.hpp"
#include "cli/file_text.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/sql_shell.hpp"
#include "cli/wrapped_text.hpp"
#include "query/runner.hpp"
#include "query/view_columns.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

constexpr std::size_t kColumnNames = 24;

struct SqlOptions {
  std::string sql;
  std::string file;
  std::vector<std::string> parameters;
  std::uint32_t limit = 0;
  bool schema = false;
  bool shell = false;
};

std::string read_all(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), {}}; }

/// The statement to run. Throws base::Error (usage) unless exactly one is given.
std::string statement_of(const SqlOptions& options) {
  if (options.sql.empty() == options.file.empty()) {
    throw Error(ErrorCode::kUsage, "sql: give one SELECT, or a file with --file",
                "tracewh sql --schema tells what there is to select");
  }
  if (options.sql == "-" || options.file == "-") return read_all(std::cin);
  return options.file.empty() ? options.sql : read_file("--file", options.file);
}

/// A number where the text is one, unless it stands in single quotes.
model::Value value_of(const std::string& text) {
  if (const auto integer = base::parse_integer<std::int64_t>(text)) return *integer;
  if (const auto real = base::parse_real(text)) return *real;
  const bool is_quoted = text.size() >= 2 && text.starts_with('\'') && text.ends_with('\'');
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

query::Argument parameter_of(const std::string& text) {
  const auto end_of_name = text.find('=');
  if (end_of_name == std::string::npos || end_of_name == 0) {
    throw Error(ErrorCode::kUsage, fmt::format("--param: '{}' names no parameter and value", text),
                "write it like --param min=3, for :min in the statement");
  }
  return {text.substr(0, end_of_name), value_of(text.substr(end_of_name + 1))};
}

int run_select(const SqlOptions& options, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "table");
  const std::string sql = statement_of(options);
  std::vector<query::Argument> parameters;
  for (const std::string& text : options.parameters) parameters.push_back(parameter_of(text));
  store::Reader reader = open_reader(globals);
  const std::int64_t limit = options.limit == 0 ? -1 : std::int64_t{options.limit};
  query::Answer rows = query::run_sql(reader, sql, globals.sort.empty() ? limit : -1, parameters);
  if (globals.sort.empty()) {
    write_rows(rows, format, globals, io);
  } else {
    model::SortedRows sorted(rows, sort_keys(globals), limit);
    write_rows(sorted, format, globals, io);
  }
  return exit_code::kFine;
}

/// As help, which breaks long lines, unless a format for rows is asked for.
int show_schema(const Globals& globals, Io& io) {
  const model::RowSet columns = query::view_columns();
  if (globals.format) {
    write_rows(columns, chosen_format(globals, ""), globals, io);
    return exit_code::kFine;
  }
  for (const auto& row : columns.rows) {
    const auto& meaning = std::get<std::string>(row[2]);
    if (const auto* column = std::get_if<std::string>(&row[1])) {
      io.out << two_columns(*column, meaning, kColumnNames);
    } else {
      io.out << std::get<std::string>(row[0]) << ": " << meaning << '\n';
    }
  }
  return exit_code::kFine;
}

int run_sql(const SqlOptions& options, const Globals& globals, Io& io) {
  if (options.shell) return run_sql_shell(globals.database);
  if (options.schema) return show_schema(globals, io);
  return run_select(options, globals, io);
}

}  // namespace

Verb sql_verb(CLI::App& root) {
  auto options = std::make_shared<SqlOptions>();
  CLI::App* app = root.add_subcommand("sql", "Run one SELECT of your own; it can read and do nothing else");
  app->add_option("sql", options->sql, "The statement, or - to read it from standard input")
      ->type_name("SELECT");
  app->add_option("-f,--file", options->file, "Read the statement from this file")->type_name("FILE");
  app->add_option("--param", options->parameters,
                  "Bind a value to :NAME; a number where it is one, unless in single quotes; may be repeated")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app->add_option("--limit", options->limit, "Most rows to print; 0 prints all")->capture_default_str();
  app->add_flag("--schema", options->schema, "Tell the views, their columns and what these mean");
  app->add_flag("--shell", options->shell, "Start sqlite3, an interactive shell, with the views");
  app->footer(
      "Views: spans, traces, tasks, workers, messages, llm_calls, span_attributes, issues.\n"
      "Functions beside SQLite's: median(x), percentile(x, p) with p from 0 to 100, and\n"
      "text REGEXP pattern, in the syntax of Perl. They are not in the shell.\n"
      "Joins on span IDs within large traces are fast when one side is materialized:\n"
      "WITH parent AS MATERIALIZED (SELECT trace_id, span_id FROM spans) SELECT ...\n" +
      examples({"tracewh sql --schema",
                "tracewh sql \"SELECT model, median(duration_ns) FROM spans GROUP BY model\"",
                "tracewh sql \"SELECT * FROM tasks WHERE name REGEXP '^code'\" --limit 5",
                "tracewh sql -f slow.sql --param min=10 --format csv", "tracewh sql --shell"}));
  return {app, [options](const Globals& globals, Io& io) { return run_sql(*options, globals, io); }};
}

}  // namespace tracewh::cli
