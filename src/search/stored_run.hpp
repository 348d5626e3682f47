#pragma once

#include "store/read/reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::search {

/// A run, and what its traces are together.
struct StoredRun {
  std::int64_t id = 0;
  std::string name;
  std::optional<std::int64_t> start_ns;  ///< nanoseconds since the Unix epoch; none when it is unknown
  std::optional<std::int64_t> end_ns;
  std::uint64_t traces = 0;
  std::uint64_t spans = 0;
  std::uint64_t errors = 0;
};

/// All runs, the one that began first at the front. Throws base::Error.
std::vector<StoredRun> runs_by_start(store::Reader& reader);

/// Those of `runs` that `text` names, in their order: a name, a pattern such as `main-*`, or so many of the
/// latest of these, as in `main-*~10`. Throws base::Error (usage) when the number is none.
std::vector<StoredRun> select_runs(const std::vector<StoredRun>& runs, std::string_view text);

}  // namespace tracewh::search
