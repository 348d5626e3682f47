#include "cli/trace_output.hpp"

#include "base/error.hpp"
#include "cli/output.hpp"
#include "search/matches_within.hpp"

#include <utility>

namespace tracewh::cli {

bool shows_trees(const render::Format& format, bool wanted) {
  return wanted || (format.rows == nullptr && format.trace != nullptr);
}

void write_traces(search::TreeLoader& loader, const std::vector<search::MatchedTrace>& traces,
                  const render::Format& format, const render::Style& style, const Globals& globals, Io& io) {
  require_format(format.trace != nullptr, format, "trees", "tree, timeline, json or jsonl");
  if (!globals.columns.empty()) {
    throw base::Error(base::ErrorCode::kUsage, "--columns: trees have no columns",
                      "leave it out, or ask for rows");
  }
  render::TraceWriter writer(format, style, io.out);
  for (const search::MatchedTrace& match : traces) {
    const auto [summary, tree] = loader.load(match.trace);
    writer.write({summary, tree, match.spans});
  }
  writer.finish();
}

void write_answer(store::Reader& reader, const search::Question& question, model::RowStream& rows,
                  const render::Format& format, bool trees_wanted, const Globals& globals, Io& io) {
  if (!shows_trees(format, trees_wanted)) return write_rows(rows, format, globals, io);
  std::vector<search::MatchedTrace> traces = search::matched_traces(reader, rows);
  // The limit says which traces are shown; what matches in them is marked, all of it.
  if (rows.truncated()) traces = search::with_all_matches(reader, question, traces);
  search::TreeLoader loader(reader, search::changes_of(question));
  write_traces(loader, loader.distinct(std::move(traces)), format, style_for(globals, io), globals, io);
  tell_of_more(rows.truncated(), globals, io);
  tell_notes(rows, globals, io);
}

}  // namespace tracewh::cli
