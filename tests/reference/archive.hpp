#pragma once

#include "model/row_set.hpp"
#include "reference/decoded_file.hpp"
#include "reference/trace.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace tracewh::reference {

/// A file under the name by which issues tell of it.
struct File {
  std::string path;
  std::string bytes;
};

/// A named run and what its ingests brought.
struct Run {
  std::string name;
  std::int64_t ingests = 0;
  std::set<model::TraceId> traces;
};

/// An issue and the run whose ingest met it.
struct FileIssue {
  std::string path;
  std::optional<std::string> run;
  Issue issue;
};

/// Everything that was ingested.
class Archive {
 public:
  /// Takes files of known formats; a file that the run, or without a run any ingest, read before is passed
  /// over.
  void ingest(const std::vector<File>& files, const std::optional<std::string>& run = {});

  /// Chooses between the versions of a span that differ and are equally complete, where the documented rule
  /// leaves it to a digest. `is_chosen` must hold for exactly one of them. Returns the number of choices.
  std::size_t settle(const std::function<bool(const Span&)>& is_chosen);

  /// Forgets the traces for which `leaves` holds, once all spans are settled. Returns their number.
  std::size_t remove(const std::function<bool(const Trace&)>& leaves);
  /// Leaves only the spans that match, or with `whole_traces` all spans of a trace that has one. What is told
  /// of a trace as a whole stays.
  void keep(const std::function<bool(const Span&)>& matches, bool whole_traces);

  /// Traces by ID, once all spans are settled.
  const std::map<model::TraceId, Trace>& traces() const { return traces_; }
  /// In the order in which they were first named.
  const std::vector<Run>& runs() const { return runs_; }
  const Run* find_run(const std::string& name) const;
  /// In the order in which they were met.
  const std::vector<FileIssue>& issues() const { return issues_; }

 private:
  Run& open_run(const std::string& name);
  void add(const Span& span);

  /// Who is meant by a span that was called: its service and its address; nobody by any other.
  using Side = std::tuple<bool, std::string, std::string>;
  using Sides = std::map<std::pair<model::SpanId, Side>, std::vector<Span>>;

  static Side side_of(const Span& span);
  static Sides with_own_ids(const Sides& sides);

  /// The equally complete versions of each span, the sides of a call that share an ID apart.
  std::map<model::TraceId, Sides> versions_;
  std::map<model::TraceId, Trace> traces_;
  std::vector<Run> runs_;
  std::vector<FileIssue> issues_;
  std::vector<std::pair<std::string, std::optional<std::string>>> readings_;  ///< bytes and run
};

}  // namespace tracewh::reference
