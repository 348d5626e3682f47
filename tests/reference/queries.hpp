#pragma once

#include "reference/answer.hpp"
#include "reference/archive.hpp"
#include "reference/question.hpp"

#include <string>

namespace tracewh::reference {

/// The rows that a canned query must give, in the order and with the columns that its file documents; the
/// names of the columns are left out. Equal rows are ordered by trace and span ID. The example of `errors` is
/// one of several: in its place stand all that may be given, for trace_id as "trace/span" separated by
/// spaces, for span_id NULL. Throws std::out_of_range for a query that is not known.
model::RowSet answer(const Archive& archive, const std::string& query, const Question& question);

/// One query over spans: which, and in which order.
Answer slow(const Archive& archive, const Question& question);
Answer failed(const Archive& archive, const Question& question);
Answer priority(const Archive& archive, const Question& question);
Answer type(const Archive& archive, const Question& question);
Answer worker(const Archive& archive, const Question& question);
Answer tasks(const Archive& archive, const Question& question);
Answer spans(const Archive& archive, const Question& question);

/// One query that sums up.
Answer errors(const Archive& archive, const Question& question);
Answer issues(const Archive& archive, const Question& question);
Answer operations(const Archive& archive, const Question& question);
Answer runs(const Archive& archive, const Question& question);
Answer services(const Archive& archive, const Question& question);
Answer traces(const Archive& archive, const Question& question);
Answer workers(const Archive& archive, const Question& question);

/// The columns that all queries over spans give.
Row span_row(const Span& span);

/// Calls `action(trace, span)` for each span that since, until, service and run leave.
template <typename Action>
void each_span(const Archive& archive, const Question& question, Action action) {
  for (const auto& [trace_id, trace] : archive.traces()) {
    if (!question.in_run(archive, trace_id)) continue;
    for (const auto& [span_id, span] : trace.spans) {
      if (question.in_time(span.known_start_ns()) && question.matches("service", span.service))
        action(trace, span);
    }
  }
}

}  // namespace tracewh::reference
