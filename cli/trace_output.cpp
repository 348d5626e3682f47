#include "cli/trace_output.hpp"

#include "cli/output.hpp"
#include "search/tree_loader.hpp"

namespace tracewh::cli {

bool shows_trees(const render::Format& format, bool wanted) { return wanted || format.rows == nullptr; }

void write_traces(store::Reader& reader, const std::vector<search::MatchedTrace>& traces,
                  const render::Format& format, const Globals& globals, Io& io) {
  require_format(format.trace != nullptr, format, "trees", "tree, timeline, json or jsonl");
  render::TraceWriter writer(format, style_for(globals, io), io.out);
  search::TreeLoader loader(reader);
  for (const search::MatchedTrace& match : traces) {
    const auto [summary, tree] = loader.load(match.trace);
    writer.write({summary, tree, match.spans});
  }
  writer.finish();
}

void write_answer(store::Reader& reader, model::RowStream& rows, const render::Format& format,
                  bool trees_wanted, const Globals& globals, Io& io) {
  if (!shows_trees(format, trees_wanted)) return write_rows(rows, format, globals, io);
  write_traces(reader, search::matched_traces(reader, rows), format, globals, io);
}

}  // namespace tracewh::cli
