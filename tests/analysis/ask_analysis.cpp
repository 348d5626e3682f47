#include "analysis/ask_analysis.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>
#include <variant>

namespace tracewh::analysis {
namespace {

struct CellText {
  std::string operator()(std::monostate) const { return "-"; }
  std::string operator()(const model::Blob& blob) const { return blob.bytes; }
  template <typename Cell>
  std::string operator()(const Cell& cell) const {
    return fmt::format("{}", cell);
  }
};

std::size_t position_of(const Analysis& analysis, const std::string& column) {
  const auto found = std::ranges::find(analysis.columns(), column);
  if (found == analysis.columns().end()) throw std::invalid_argument("no column " + column);
  return static_cast<std::size_t>(found - analysis.columns().begin());
}

}  // namespace

std::vector<std::string> ask_analysis(std::string_view name, const std::vector<tree::TraceTree>& trees,
                                      const std::vector<std::string>& columns, const Options& options) {
  const auto analysis = find_kind(name).make(options);
  std::vector<model::Row> rows;
  for (const tree::TraceTree& tree : trees) analysis->add(tree, rows);
  analysis->finish(rows);
  std::vector<std::string> lines;
  for (const model::Row& row : rows) {
    std::vector<std::string> cells;
    for (const std::string& column : columns.empty() ? analysis->columns() : columns) {
      cells.push_back(std::visit(CellText(), row.at(position_of(*analysis, column))));
    }
    lines.push_back(fmt::format("{}", fmt::join(cells, " ")));
  }
  return lines;
}

}  // namespace tracewh::analysis
