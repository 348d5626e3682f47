#include "cli/index.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "query/rows.hpp"
#include "store/indexed_keys.hpp"
#include "store/reader.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

constexpr std::chrono::seconds kLockTimeout{5};

store::WriterDatabase open(const std::string& file) {
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorCode::kOperational, fmt::format("there is no database {}", file),
                "name another with --db");
  }
  return {file, store::Durability::kPower, kLockTimeout};
}

int run_add(const std::vector<std::string>& keys, const Globals& globals, Io& io) {
  store::WriterDatabase database = open(globals.database);
  for (const std::string& key : keys) {
    const auto spans = store::add_indexed_key(database, key);
    if (globals.quiet) continue;
    if (spans) {
      fmt::print(io.err, "{}: {} spans indexed\n", key, *spans);
    } else {
      fmt::print(io.err, "{}: indexed already\n", key);
    }
  }
  return exit_code::kFine;
}

int run_drop(const std::vector<std::string>& keys, const Globals& globals, Io&) {
  store::WriterDatabase database = open(globals.database);
  for (const std::string& key : keys) {
    if (store::drop_indexed_key(database, key)) continue;
    throw Error(ErrorCode::kUnanswerable, fmt::format("the attribute '{}' is not indexed", key),
                "tracewh index list lists those that are");
  }
  return exit_code::kFine;
}

int run_list(const Globals& globals, Io& io) {
  store::Reader reader(globals.database);
  SQLite::Statement statement = query::prepare_embedded(reader, "queries/internal/indexed_keys.sql");
  write_rows(query::read_rows(reader, statement, -1), chosen_format(globals, "table"), globals, io);
  return exit_code::kFine;
}

}  // namespace

Verb index_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand("index", "Choose the attributes that --attr finds by an index");
  app->require_subcommand(1);
  auto keys = std::make_shared<std::vector<std::string>>();
  CLI::App* add = app->add_subcommand("add", "Index the values of an attribute, now and as spans come");
  CLI::App* drop = app->add_subcommand("drop", "Drop the index of an attribute");
  for (CLI::App* branch : {add, drop}) {
    branch->add_option("key", *keys, "The attribute's key, such as gen_ai.request.model; may be repeated")
        ->type_name("KEY")
        ->required();
  }
  app->add_subcommand("list", "List the indexed attributes: spans and distinct values");
  return {app, [keys, add, drop](const Globals& globals, Io& io) {
            if (add->parsed()) return run_add(*keys, globals, io);
            if (drop->parsed()) return run_drop(*keys, globals, io);
            return run_list(globals, io);
          }};
}

}  // namespace tracewh::cli
