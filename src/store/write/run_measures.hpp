#pragma once

#include "store/sqlite/statement.hpp"
#include "store/write/writer_database.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tracewh::store {

/// One row of `run_measure`.
struct RunMeasure {
  std::string_view level;
  std::string_view key;
  std::string_view metric;
  double value = 0;
  std::uint64_t observations = 0;
  std::optional<double> standard_error;
};

/// Writes runs, and what was measured of them, into a database that holds no spans of theirs. Works inside
/// the transaction of its database.
class RunMeasures {
 public:
  explicit RunMeasures(WriterDatabase& database);

  /// What is told of a run from now on, in the place of what was told before; gives its number. Times are
  /// nanoseconds since the Unix epoch.
  std::int64_t begin_run(std::string_view name, std::uint64_t traces, std::uint64_t spans,
                         std::uint64_t errors, std::optional<std::int64_t> start_ns,
                         std::optional<std::int64_t> end_ns);
  void add(std::int64_t run, const RunMeasure& measure);

 private:
  Statement store_run_;
  Statement delete_;
  Statement insert_;
};

}  // namespace tracewh::store
