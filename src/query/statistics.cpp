#include "query/statistics.hpp"

#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <filesystem>
#include <string>
#include <system_error>

namespace tracewh::query {
namespace {

/// The database and, while somebody writes, its log.
std::int64_t stored_bytes(const std::filesystem::path& file) {
  std::uintmax_t bytes = 0;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file.string() + suffix, missing);
    if (!missing) bytes += size;
  }
  return static_cast<std::int64_t>(bytes);
}

}  // namespace

Statistics read_statistics(store::Reader& reader) {
  store::Statement totals = prepare(reader, kTotals);
  totals.bind(kTotals.parameter("file_bytes"), stored_bytes(reader.file()));
  store::Statement issues = prepare(reader, kIssueCounts);
  return {read_rows(totals), read_rows(issues)};
}

}  // namespace tracewh::query
