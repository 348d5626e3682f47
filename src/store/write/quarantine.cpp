#include "store/write/quarantine.hpp"

#include "base/error.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/named_statements.hpp"
#include "store/sqlite/sqlite_error.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdint>
#include <ctime>
#include <system_error>

namespace tracewh::store {
namespace {

constexpr Columns kQuickCheck("quick_check");

}  // namespace

std::filesystem::path quarantine(const std::filesystem::path& file, std::int64_t now_ns) {
  const auto seconds = static_cast<std::time_t>(now_ns / 1'000'000'000);
  const std::string base = fmt::format("{}.damaged-{:%Y%m%dT%H%M%SZ}", file.string(), fmt::gmtime(seconds));
  std::string name = base;
  for (int i = 2; std::filesystem::exists(name); ++i) name = fmt::format("{}-{}", base, i);
  std::error_code failed;
  std::filesystem::rename(file, name, failed);
  if (failed) {
    throw base::Error(
        base::ErrorCode::kOperational,
        fmt::format("{} is damaged, and cannot be renamed: {}", file.string(), failed.message()),
        "move it away by hand");
  }
  // Without a log there is none to rename.
  std::filesystem::rename(file.string() + "-wal", name + "-wal", failed);
  std::filesystem::remove(file.string() + "-shm", failed);
  return name;
}

bool is_damaged(const std::filesystem::path& file) {
  try {
    const Connection connection(file, Access::kRead);
    Statement check = connection.named("quick_check");
    return check.step() && check.text(kQuickCheck["quick_check"]) != "ok";
  } catch (const DamagedDatabase&) {
    return true;
  } catch (const base::Error&) {
    return false;
  }
}

}  // namespace tracewh::store
