#include "cli/sql_shell.hpp"

#include "base/error.hpp"
#include "cli/child_command.hpp"
#include "store/read/reader.hpp"
#include "store/seekable/seekable_file.hpp"

#include <fmt/format.h>

#include <cstring>
#include <filesystem>
#include <unistd.h>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

constexpr const char* kShell = "sqlite3";

/// Throws base::Error unless it is a database that any SQLite opens.
void require_plain(const std::string& database) {
  const store::Reader is_ours(database);
  if (!store::is_compacted(database)) return;
  throw Error(ErrorCode::kUsage, fmt::format("{} is compacted, and {} does not open it", database, kShell),
              fmt::format("expand it with: tracewh --db {} expand", database));
}

std::vector<std::string> own_environment() {
  std::vector<std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) variables.emplace_back(*entry);
  return variables;
}

}  // namespace

int run_sql_shell(const std::string& database) {
  require_plain(database);
  // An absolute path is never taken for an option.
  const std::string path = std::filesystem::absolute(database);
  const CommandEnd end =
      ChildCommand().run({kShell, "-readonly", "-header", "-column", path}, own_environment());
  if (end.not_started != 0) {
    throw Error(ErrorCode::kOperational,
                fmt::format("cannot start {}: {}", kShell, std::strerror(end.not_started)),
                "it is SQLite's shell, in the package sqlite3");
  }
  return end.status;
}

}  // namespace tracewh::cli
