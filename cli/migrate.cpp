#include "cli/migrate.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "store/identity.hpp"
#include "store/writer_database.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <chrono>
#include <filesystem>

namespace tracewh::cli {
namespace {

constexpr std::chrono::seconds kLockTimeout{5};

int run_migrate(const Globals& globals, Io& io) {
  if (!std::filesystem::exists(globals.database)) {
    throw base::Error(base::ErrorCode::kOperational, fmt::format("there is no database {}", globals.database),
                      "name another with --db");
  }
  const store::WriterDatabase database(globals.database, store::Durability::kPower, kLockTimeout);
  if (!globals.quiet)
    fmt::print(io.err, "{} has schema version {}\n", globals.database, store::kSchemaVersion);
  return exit_code::kFine;
}

}  // namespace

Verb migrate_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand("migrate", "Bring a database of an older tracewh up to date");
  return {app, run_migrate};
}

}  // namespace tracewh::cli
