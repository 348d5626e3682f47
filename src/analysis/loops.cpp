#include "analysis/loops.hpp"

#include "analysis/cells.hpp"
#include "analysis/grouping.hpp"
#include "analysis/loop.hpp"

#include <algorithm>
#include <functional>

namespace tracewh::analysis {

Loops::Loops(const Options&)
    : Analysis({"trace_id", "span_id", "kind", "name", "worker_id", "count", "wasted_ns"}) {}

void Loops::add(const tree::TraceTree& tree, std::vector<model::Row>& rows) {
  std::vector<Loop> loops;
  find_repetitions(tree, inputs_, loops);
  find_ping_pong(tree, loops);
  find_work_after_answer(tree, loops);
  std::ranges::stable_sort(loops, std::greater(), &Loop::wasted_ns);
  for (const Loop& loop : loops) {
    rows.push_back(row_of(trace_cell(tree, loop.first), span_cell(tree, loop.first), text_cell(loop.kind),
                          text_cell(loop.name), text_cell(group_around(Grouping::kWorker, tree, loop.first)),
                          count_cell(loop.count), loop.wasted_ns));
  }
}

}  // namespace tracewh::analysis
