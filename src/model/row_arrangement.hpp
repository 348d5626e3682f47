#pragma once

#include "model/row_stream.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::model {

/// The columns of `rows`, which must outlive it, that are chosen by their names, in that order. A name may
/// lack the unit, such as `_ns`.
class ChosenColumns final : public RowStream {
 public:
  /// Throws base::Error (usage) for a column that the rows do not have.
  ChosenColumns(RowStream& rows, const std::vector<std::string>& columns);

  bool truncated() const override { return rows_.truncated(); }
  std::vector<std::string> notes() const override { return rows_.notes(); }

 private:
  const Row* read() override;

  RowStream& rows_;
  std::vector<std::size_t> positions_;
  Row row_;
};

/// A column to sort by.
struct SortKey {
  std::string column;
  bool descending = false;
};

/// The rows of `rows`, which must outlive it, in order: by the first key, then the second, then as they came.
/// NULL comes before numbers, and these before text.
class SortedRows final : public RowStream {
 public:
  /// Gives at most `limit` rows, the first ones in order; all when it is negative. Throws base::Error (usage)
  /// for a column that the rows do not have, and while reading (operational) when they are too many to be
  /// sorted.
  SortedRows(RowStream& rows, const std::vector<SortKey>& keys, std::int64_t limit);

  bool truncated() const override { return truncated_; }
  std::vector<std::string> notes() const override { return rows_.notes(); }

 private:
  struct Key {
    std::size_t position;
    bool descending;
  };
  struct Entry {
    Row row;
    std::uint64_t number;
  };

  const Row* read() override;
  void read_all();
  void add(const Row& row);
  void drop_last();
  bool before(const Entry& a, const Entry& b) const;
  auto order() const {
    return [this](const Entry& a, const Entry& b) { return before(a, b); };
  }

  RowStream& rows_;
  std::vector<Key> keys_;
  std::int64_t limit_;
  std::vector<Entry> entries_;  ///< a heap with the last row first, until all are read
  std::size_t bytes_ = 0;
  std::size_t position_ = 0;
  bool is_read_ = false;
  bool truncated_ = false;
};

}  // namespace tracewh::model
