#include "cli/migrate.hpp"

#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/writer_options.hpp"
#include "store/sqlite/identity.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <string>

namespace tracewh::cli {
namespace {

int run_migrate(const std::string& lock_timeout, const Globals& globals, Io& io) {
  require_database(globals.database);
  store::WriterDatabase database(globals.database, store::Durability::kPower,
                                 lock_timeout_option(lock_timeout));
  database.finish();
  if (!globals.quiet)
    fmt::print(io.err, "{} has schema version {}\n", globals.database, store::kSchemaVersion);
  return exit_code::kFine;
}

}  // namespace

Verb migrate_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand("migrate", "Migrate the database to the current schema version");
  auto lock_timeout = std::make_shared<std::string>(kDefaultLockTimeout);
  declare_lock_timeout(*app, *lock_timeout);
  app->footer(examples({"tracewh --db old.db migrate"}));
  return {app,
          [lock_timeout](const Globals& globals, Io& io) { return run_migrate(*lock_timeout, globals, io); }};
}

}  // namespace tracewh::cli
