#pragma once

#include "model/row_set.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::model {

/// An answer on its way, see RowSet: one row is in memory at a time, so that there may be any number of them.
class RowStream {
 public:
  explicit RowStream(std::vector<std::string> columns, std::vector<std::string> gives_way = {})
      : columns_(std::move(columns)), gives_way_(std::move(gives_way)) {}
  virtual ~RowStream() = default;
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;

  const std::vector<std::string>& columns() const { return columns_; }

  /// See RowSet::gives_way.
  const std::vector<std::string>& gives_way() const { return gives_way_; }

  /// The next row, valid until the next call of anything; null at the end. Throws base::Error.
  const Row* next();

  /// Whether there is no row any more; reads one ahead to know. Throws base::Error.
  bool at_end();

  /// How many rows were given.
  std::uint64_t given() const { return given_; }

  /// At the end: whether more rows matched than were asked for.
  virtual bool truncated() const = 0;

  /// At the end: what one must know to judge the rows, such as how complete the data is.
  virtual std::vector<std::string> notes() const { return {}; }

 private:
  /// As next().
  virtual const Row* read() = 0;

  std::vector<std::string> columns_;
  std::vector<std::string> gives_way_;
  const Row* ahead_ = nullptr;  ///< read by at_end() and not given yet
  bool ended_ = false;
  std::uint64_t given_ = 0;
};

/// The rows of `rows`, which must outlive it.
class RowSetStream final : public RowStream {
 public:
  explicit RowSetStream(const RowSet& rows) : RowStream(rows.columns, rows.gives_way), rows_(rows) {}

  bool truncated() const override { return rows_.truncated; }

 private:
  const Row* read() override { return position_ < rows_.rows.size() ? &rows_.rows[position_++] : nullptr; }

  const RowSet& rows_;
  std::size_t position_ = 0;
};

/// About what a value takes in memory.
std::size_t bytes_of(const Value& value);

/// How many rows to take from a stream. What exceeds either bound first ends them.
struct RowLimit {
  std::size_t rows = std::numeric_limits<std::size_t>::max();
  std::size_t bytes = std::numeric_limits<std::size_t>::max();
};

/// The next rows of a stream; `truncated` tells whether it has more.
RowSet take(RowStream& stream, const RowLimit& limit);

}  // namespace tracewh::model
