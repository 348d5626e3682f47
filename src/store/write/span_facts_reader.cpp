#include "store/write/span_facts_reader.hpp"

#include "store/sqlite/named_statements.hpp"
#include "store/write/span_row.hpp"

#include <variant>

namespace tracewh::store {

namespace {

constexpr Columns kFacts("span_facts");

}  // namespace

std::vector<SpanFacts> SpanFactsReader::of_trace(std::int64_t trace) {
  facts_.bind_all(trace, kFirstSpanId, kLastSpanId);
  return read();
}

SpanFacts SpanFactsReader::of_span(std::int64_t trace, std::int64_t span_id) {
  facts_.bind_all(trace, span_id, span_id);
  return read().at(0);
}

std::vector<SpanFacts> SpanFactsReader::read() {
  std::vector<SpanFacts> spans;
  while (facts_.step()) {
    SpanFacts& span = spans.emplace_back();
    span.span_id = facts_.integer(kFacts["span_id"]);
    if (!facts_.is_null(kFacts["parent_span_id"]))
      span.parent_span_id = facts_.integer(kFacts["parent_span_id"]);
    span.start_ns = facts_.integer(kFacts["start_ns"]);
    if (!facts_.is_null(kFacts["duration_ns"])) span.duration_ns = facts_.integer(kFacts["duration_ns"]);
    span.finished = facts_.integer(kFacts["finished"]) != 0;
    span.name = facts_.integer(kFacts["name"]);
    span.service = facts_.integer(kFacts["service"]);
    span.role = facts_.integer(kFacts["role"]);
    span.task_type = facts_.integer(kFacts["task_type"]);  // NULL reads as 0, here and below
    span.worker = facts_.integer(kFacts["worker"]);
    span.model = facts_.integer(kFacts["model"]);
    span.actor = facts_.integer(kFacts["actor"]);
    span.status = facts_.integer(kFacts["status"]);
    span.evidence = facts_.integer(kFacts["evidence"]);
    span.input_tokens = facts_.integer(kFacts["input_tokens"]);
    span.output_tokens = facts_.integer(kFacts["output_tokens"]);
    if (!facts_.is_null(kFacts["cost"]))
      span.cost_billionths = in_billionths(std::get<double>(facts_.cell(kFacts["cost"])));
    span.is_error_reply = facts_.integer(kFacts["is_error_reply"]) != 0;
  }
  return spans;
}

}  // namespace tracewh::store
