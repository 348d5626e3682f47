#include "cli/sql.hpp"

#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "query/runner.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

namespace tracewh::cli {
namespace {

struct SqlOptions {
  std::string sql;
  std::uint32_t limit = 0;
};

int run_sql(const SqlOptions& options, const Globals& globals, Io& io) {
  const render::Format& format = chosen_format(globals, "table");
  const std::string sql =
      options.sql == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : options.sql;
  store::Reader reader(globals.database);
  const std::int64_t limit = options.limit == 0 ? -1 : std::int64_t{options.limit};
  query::Answer rows = query::run_sql(reader, sql, limit);
  write_rows(rows, format, globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb sql_verb(CLI::App& root) {
  auto options = std::make_shared<SqlOptions>();
  CLI::App* app = root.add_subcommand("sql", "Run one SELECT of your own; it can read and do nothing else");
  app->add_option("sql", options->sql, "The statement, or - to read it from standard input")
      ->type_name("SELECT")
      ->required();
  app->add_option("--limit", options->limit, "Most rows to print; 0 prints all")->capture_default_str();
  app->footer(
      "Views: spans, traces, tasks, workers, messages, llm_calls, span_attributes, issues.\n"
      "Example: tracewh sql \"SELECT name, attributes ->> '$.\\\"llm.model\\\"' FROM spans WHERE role = "
      "'llm'\"");
  return {app, [options](const Globals& globals, Io& io) { return run_sql(*options, globals, io); }};
}

}  // namespace tracewh::cli
