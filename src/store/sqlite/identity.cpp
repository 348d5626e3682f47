#include "store/sqlite/identity.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace tracewh::store {
namespace {

constexpr int kApplicationId = 0x74726377;  // 'trcw'

}  // namespace

int read_schema_version(const Connection& database, const std::string& file) {
  using base::Error, base::ErrorCode;
  const std::int64_t application = database.integer("application_id");
  const auto version = static_cast<int>(database.integer("user_version"));
  const bool empty = database.integer("schema_objects") == 0;
  if (empty && application == 0) return 0;
  if (application != kApplicationId) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{} is an SQLite database, but not one of tracewh", file),
                "name another file with --db");
  }
  if (version < 1) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{} has schema version {}, which no tracewh wrote", file, version),
                "restore it from a copy, or name another file with --db");
  }
  if (version > kSchemaVersion) {
    throw Error(ErrorCode::kOperational,
                fmt::format("{} has schema version {}, and this tracewh knows only {}", file, version,
                            kSchemaVersion),
                "use the tracewh that wrote it, or a newer one");
  }
  return version;
}

}  // namespace tracewh::store
