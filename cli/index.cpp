#include "cli/index.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/output.hpp"
#include "cli/writer_options.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"
#include "store/write/indexed_keys.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

struct IndexOptions {
  std::vector<std::string> keys;
  std::string lock_timeout = kDefaultLockTimeout;
};

store::WriterDatabase open(const IndexOptions& options, const std::string& file) {
  require_database(file);
  return {file, store::Durability::kPower, lock_timeout_option(options.lock_timeout)};
}

int run_add(const IndexOptions& options, const Globals& globals, Io& io) {
  store::WriterDatabase database = open(options, globals.database);
  for (const std::string& key : options.keys) {
    const auto spans = store::add_indexed_key(database, key);
    if (globals.quiet) continue;
    if (spans) {
      fmt::print(io.err, "{}: {} spans indexed\n", key, *spans);
    } else {
      fmt::print(io.err, "{}: indexed already\n", key);
    }
  }
  database.finish();
  return exit_code::kFine;
}

int run_drop(const IndexOptions& options, const Globals& globals, Io&) {
  store::WriterDatabase database = open(options, globals.database);
  for (const std::string& key : options.keys) {
    if (store::drop_indexed_key(database, key)) continue;
    throw Error(ErrorCode::kUnanswerable, fmt::format("the attribute '{}' is not indexed", key),
                "tracewh index list lists those that are");
  }
  database.finish();
  return exit_code::kFine;
}

int run_list(const Globals& globals, Io& io) {
  store::Reader reader = open_reader(globals);
  store::Statement statement = query::prepare(reader, query::kIndexedKeys);
  write_rows(query::read_rows(statement), chosen_format(globals, "table"), globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb index_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand("index", "Manage the attribute indexes that --attr uses");
  app->footer(examples({"tracewh index add gen_ai.request.model", "tracewh index list"}));
  app->require_subcommand(1);
  auto options = std::make_shared<IndexOptions>();
  CLI::App* add =
      app->add_subcommand("add", "Index the values of an attribute, of stored spans and of new ones");
  CLI::App* drop = app->add_subcommand("drop", "Drop the index of an attribute");
  for (CLI::App* branch : {add, drop}) {
    branch
        ->add_option("key", options->keys,
                     "The attribute's key, such as gen_ai.request.model; may be repeated")
        ->type_name("KEY")
        ->required();
    declare_lock_timeout(*branch, options->lock_timeout);
  }
  app->add_subcommand("list", "List the indexed attributes: spans and distinct values");
  return {app, [options, add, drop](const Globals& globals, Io& io) {
            if (add->parsed()) return run_add(*options, globals, io);
            if (drop->parsed()) return run_drop(*options, globals, io);
            return run_list(globals, io);
          }};
}

}  // namespace tracewh::cli
