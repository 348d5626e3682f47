#include "store/write/span_facts_reader.hpp"

namespace tracewh::store {

std::vector<SpanFacts> SpanFactsReader::of_trace(std::int64_t trace) {
  facts_.bind_all(trace, std::monostate{});
  return read();
}

SpanFacts SpanFactsReader::of_span(std::int64_t trace, std::int64_t span_id) {
  facts_.bind_all(trace, span_id);
  return read().at(0);
}

std::vector<SpanFacts> SpanFactsReader::read() {
  std::vector<SpanFacts> spans;
  while (facts_.step()) {
    SpanFacts& span = spans.emplace_back();
    span.span_id = facts_.integer(0);
    if (!facts_.is_null(1)) span.parent_span_id = facts_.integer(1);
    span.start_ns = facts_.integer(2);
    if (!facts_.is_null(3)) span.end_ns = facts_.integer(3);
    span.name = facts_.integer(4);
    span.service = facts_.integer(5);
    span.role = facts_.integer(6);
    span.worker = facts_.integer(7);  // NULL reads as 0, here and below
    span.actor = facts_.integer(8);
    span.status = facts_.integer(9);
    span.evidence = facts_.integer(10);
    span.is_error_reply = facts_.integer(11) != 0;
  }
  return spans;
}

}  // namespace tracewh::store
