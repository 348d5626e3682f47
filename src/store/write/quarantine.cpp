#include "store/write/quarantine.hpp"

#include "base/error.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdint>
#include <ctime>
#include <system_error>

namespace tracewh::store {

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

bool has_whole_pages(const std::filesystem::path& file) {
  // As the statement new_file sets it.
  constexpr std::uintmax_t kPageBytes = 16'384;
  std::error_code failed;
  const std::uintmax_t size = std::filesystem::file_size(file, failed);
  return !failed && size != 0 && size % kPageBytes == 0;
}

}  // namespace tracewh::store
