#pragma once

#include "model/row_stream.hpp"
#include "query/trace_finder.hpp"
#include "search/tree_loader.hpp"
#include "store/read/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::search {

/// What the rows of a query stand for.
enum class RowsOf { kSpans, kTraces };

/// The rows of a query as they are when traces that belong together are one: each names the trace on top, and
/// a root that came apart has the span below which it hangs as its parent. Where rows are traces, those of
/// the traces on top are left, with what all that belong to them count.
class JoinedRows final : public model::RowStream {
 public:
  /// At most `limit` of `rows`, all when it is negative, and of traces those that took `least_ns` or more.
  /// `reader` must outlive this. Throws base::Error.
  JoinedRows(store::Reader& reader, std::unique_ptr<model::RowStream> rows, RowsOf rows_of,
             std::int64_t least_ns, std::int64_t limit);

  bool truncated() const override { return truncated_ || rows_->truncated(); }
  std::vector<std::string> notes() const override;

 private:
  const model::Row* read() override;
  /// Makes `row_` of a row; false when nothing is left of it.
  bool change();
  bool is_too_short() const;
  void name_parent(const model::TraceId& trace, const JoinedGroup& group);
  void count_all(const query::TraceKey& top);
  void set(std::string_view column, model::Value value);
  std::optional<model::Value> cell(std::string_view column) const;

  std::unique_ptr<model::RowStream> rows_;
  query::TraceFinder finder_;
  TreeLoader loader_;
  RowsOf rows_of_;
  std::int64_t least_ns_;
  std::int64_t left_;  ///< rows that may still be given; negative: any number
  bool truncated_ = false;
  model::Row row_;
};

}  // namespace tracewh::search
