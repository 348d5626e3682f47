#include "search/stored_run.hpp"

#include "base/error.hpp"
#include "base/glob.hpp"
#include "base/number.hpp"
#include "query/internal_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace tracewh::search {
namespace {

using query::kRunsByStart;

std::optional<std::int64_t> time_of(const store::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

/// The number of runs behind the `~` of `text`.
std::size_t count_behind(std::string_view text, std::size_t tilde) {
  const auto number = base::parse_integer<std::int64_t>(text.substr(tilde + 1));
  if (number && *number > 0) return static_cast<std::size_t>(*number);
  throw base::Error(base::ErrorCode::kUsage, fmt::format("'{}': no number of runs stands behind ~", text),
                    "write it like 'main-*~10'");
}

}  // namespace

std::vector<StoredRun> runs_by_start(store::Reader& reader) {
  std::vector<StoredRun> runs;
  store::Statement rows = query::prepare(reader, kRunsByStart);
  while (rows.step()) {
    runs.push_back({rows.integer(kRunsByStart["id"]), std::string(rows.text(kRunsByStart["name"])),
                    time_of(rows, kRunsByStart["start_ns"]), time_of(rows, kRunsByStart["end_ns"]),
                    static_cast<std::uint64_t>(rows.integer(kRunsByStart["traces"])),
                    static_cast<std::uint64_t>(rows.integer(kRunsByStart["spans"])),
                    static_cast<std::uint64_t>(rows.integer(kRunsByStart["errors"]))});
  }
  return runs;
}

std::vector<StoredRun> select_runs(const std::vector<StoredRun>& runs, std::string_view text) {
  const auto named = std::ranges::find(runs, text, &StoredRun::name);
  if (named != runs.end()) return {*named};
  const std::size_t tilde = text.rfind('~');
  std::vector<StoredRun> selected;
  std::ranges::copy_if(runs, std::back_inserter(selected), [&](const StoredRun& run) {
    return run.spans > 0 && base::matches_glob(text.substr(0, tilde), run.name);
  });
  if (tilde == std::string_view::npos) return selected;
  const std::size_t latest = std::min(count_behind(text, tilde), selected.size());
  selected.erase(selected.begin(), selected.end() - static_cast<std::ptrdiff_t>(latest));
  return selected;
}

}  // namespace tracewh::search
