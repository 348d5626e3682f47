#pragma once

#include "store/write/batch_rows.hpp"
#include "store/write/span_row.hpp"

#include <sqlite3.h>

#include <cstddef>
#include <vector>

namespace tracewh::store {

/// Shows the batch that is being written to SQLite as the virtual table `batch_span`, so that one statement
/// inserts it all: a statement a span costs twice as much.
/// https://sqlite.org/vtab.html#eponymous_only_virtual_tables
class BatchModule {
 public:
  /// Makes the table known to `connection`, which must not outlive this.
  explicit BatchModule(sqlite3* connection);
  BatchModule(const BatchModule&) = delete;
  BatchModule& operator=(const BatchModule&) = delete;

  /// The rows that the table has from now on. They must live while it is read.
  void show(const BatchRows& rows);

  /// Positions of the rows that were stored already, since show().
  const std::vector<std::size_t>& conflicts() const { return conflicts_; }

 private:
  friend struct BatchModuleCallbacks;

  void stand_on(std::size_t position);

  const BatchRows* rows_ = nullptr;
  std::size_t position_ = 0;
  SpanRow row_;
  std::vector<std::size_t> conflicts_;
};

}  // namespace tracewh::store
