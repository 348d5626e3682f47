#pragma once

#include "model/row_stream.hpp"
#include "render/difference_view.hpp"
#include "render/style.hpp"
#include "render/trace_view.hpp"
#include "tree/aggregated_tree.hpp"

#include <iosfwd>
#include <span>
#include <string_view>

namespace tracewh::render {

/// A way to write answers. What it cannot show is null.
struct Format {
  std::string_view name;
  std::string_view summary;
  void (*rows)(model::RowStream&, const Style&, std::ostream&) = nullptr;
  void (*trace)(const TraceView&, const Style&, std::ostream&) = nullptr;
  void (*aggregated)(const tree::AggregatedTree&, const Style&, std::ostream&) = nullptr;
  void (*span)(const model::Trace&, const model::Span&, const Style&,
               std::ostream&) = nullptr;  ///< all of it
  void (*difference)(const DifferenceView&, const Style&, std::ostream&) = nullptr;
  std::string_view before_traces = {};
  std::string_view between_traces = {};
  std::string_view after_traces = {};
};

/// All formats, in the order in which the help lists them.
std::span<const Format> formats();

/// The format of that name, or null.
const Format* find_format(std::string_view name);

/// Writes traces, or single spans, one after another in one format that can show them, so that only one need
/// be in memory.
class TraceWriter {
 public:
  /// `out` must outlive the writer.
  TraceWriter(const Format& format, const Style& style, std::ostream& out);

  void write(const TraceView& view);
  /// `trace` was loaded with payloads.
  void write(const model::Trace& trace, const model::Span& span);

  /// Ends the output. Call once, also when there was no trace.
  void finish();

 private:
  void separate();

  const Format& format_;
  Style style_;
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace tracewh::render
