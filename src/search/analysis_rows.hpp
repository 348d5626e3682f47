#pragma once

#include "analysis/analysis.hpp"
#include "model/row_stream.hpp"
#include "query/arguments.hpp"
#include "query/definition.hpp"
#include "search/matched_trace.hpp"
#include "search/tree_loader.hpp"
#include "store/read/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace tracewh::search {

/// The rows that an analysis makes of traces. One trace at a time is in memory.
class AnalysisRows final : public model::RowStream {
 public:
  /// `query` names the analysis, `arguments` tell its options, how many rows are asked for, and how traces
  /// are changed, see changes_of(); `chosen` are those of `traces` that are chosen, unless all are (see
  /// analysis::Choice). `reader` must outlive this. Throws base::Error (usage) when there is no such
  /// analysis.
  AnalysisRows(store::Reader& reader, const query::QueryDefinition& query,
               std::span<const query::Argument> arguments, std::vector<MatchedTrace> traces,
               std::optional<std::set<model::TraceId>> chosen = {});

  bool truncated() const override { return truncated_; }
  /// How complete the traces are that were looked at.
  std::vector<std::string> notes() const override;

 private:
  AnalysisRows(store::Reader& reader, const query::QueryDefinition& query,
               std::span<const query::Argument> arguments, const analysis::Kind& kind,
               std::unique_ptr<analysis::Analysis> analysis, std::vector<MatchedTrace> traces);

  const model::Row* read() override;
  bool make_rows();
  void add(const MatchedTrace& trace);

  std::unique_ptr<analysis::Analysis> analysis_;
  TreeLoader loader_;
  std::vector<MatchedTrace> traces_;
  std::size_t next_trace_ = 0;
  bool finished_ = false;
  std::vector<model::Row> rows_;  ///< of the last trace
  std::size_t next_row_ = 0;
  std::int64_t left_;  ///< rows that may still be given; negative: any number
  bool truncated_ = false;
  std::uint64_t with_missing_parents_ = 0;
  std::uint64_t unfinished_ = 0;
  std::uint64_t cut_ = 0;
};

}  // namespace tracewh::search
