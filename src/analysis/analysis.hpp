#pragma once

#include "model/ids.hpp"
#include "model/row_set.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a SELECT cannot say of traces: functions from trace trees to rows. They read and write nothing, and
/// their rows depend on the traces and options alone.
namespace tracewh::analysis {

/// The names of the runs that brought each trace.
using Runs = std::map<model::TraceId, std::set<std::string>>;

/// What is given, by name, of the parameters that an analysis's query file declares; the traces that are
/// chosen, unless it sees no others anyway; and the runs of traces, for the option `by` of that name.
class Options {
 public:
  Options() = default;
  explicit Options(std::map<std::string, model::Value, std::less<>> values,
                   std::optional<std::set<model::TraceId>> chosen = {}, Runs runs = {})
      : values_(std::move(values)), chosen_(std::move(chosen)), runs_(std::move(runs)) {}

  /// Empty when nothing is given.
  std::string text(std::string_view name) const;
  bool flag(std::string_view name) const;
  bool is_chosen(const model::TraceId& trace) const { return chosen_ && chosen_->contains(trace); }
  bool has_choice() const { return chosen_.has_value(); }
  /// The runs that brought a trace, or any that was joined to it.
  std::set<std::string> runs_of(const tree::TraceTree& tree) const;

 private:
  std::map<std::string, model::Value, std::less<>> values_;
  std::optional<std::set<model::TraceId>> chosen_;
  Runs runs_;
};

/// Makes rows of traces, which are added one after another. Not thread-safe.
class Analysis {
 public:
  explicit Analysis(std::vector<std::string> columns) : columns_(std::move(columns)) {}
  virtual ~Analysis() = default;
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  const std::vector<std::string>& columns() const { return columns_; }

  /// Looks at one more trace, and puts the rows that are known by then behind `rows`.
  virtual void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) = 0;

  /// After the last trace: the rows that only all of them together tell.
  virtual void finish(std::vector<model::Row>& rows) { static_cast<void>(rows); }

 private:
  std::vector<std::string> columns_;
};

/// What it means to an analysis that traces are chosen.
enum class Choice : std::uint8_t {
  kOnly,     ///< it looks at no others
  kAmong,    ///< it looks at all, and tells what has to do with these; without a choice, with any
  kAgainst,  ///< it holds them against all others, and needs a choice
};

/// One of the analyses that there are.
struct Kind {
  std::string_view name;  ///< as the header of a query file gives it
  bool reads_payloads;    ///< whether spans must be loaded with their attributes, events and links
  std::unique_ptr<Analysis> (*make)(const Options&);
  Choice choice = Choice::kOnly;
};

/// All of them, by name.
std::span<const Kind> kinds();

/// The one of that name. Throws base::Error (usage) when there is none.
const Kind& find_kind(std::string_view name);

}  // namespace tracewh::analysis
