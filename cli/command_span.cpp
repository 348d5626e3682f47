#include "cli/command_span.hpp"

#include "decode/normalize/span_builder.hpp"
#include "decode/wire/id_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace tracewh::cli {

namespace {

/// Takes the context out of `00-<trace ID>-<span ID>-<flags>`; later versions may have more behind it.
void read_context(std::string_view traceparent, CommandSpan& span) {
  constexpr std::size_t kLength = 55;
  constexpr std::size_t kTraceId = 3;
  constexpr std::size_t kSpanId = 36;
  if (traceparent.size() < kLength || traceparent.starts_with("ff") || traceparent[2] != '-' ||
      traceparent[kSpanId - 1] != '-') {
    return;
  }
  const auto trace_id = decode::parse_trace_id(traceparent.substr(kTraceId, 32));
  const auto span_id = decode::parse_span_id(traceparent.substr(kSpanId, 16));
  if (!trace_id || !span_id || !trace_id->valid() || !span_id->valid()) return;
  span.trace_id = *trace_id;
  span.parent_span_id = *span_id;
}

}  // namespace

CommandSpan new_command_span(std::string_view traceparent) {
  std::random_device random;
  std::uniform_int_distribution<int> byte(0, 255);
  CommandSpan span;
  read_context(traceparent, span);
  while (!span.trace_id.valid()) {
    std::ranges::generate(span.trace_id.bytes, [&] { return static_cast<std::uint8_t>(byte(random)); });
  }
  while (!span.span_id.valid()) span.span_id.value = (std::uint64_t{random()} << 32) | random();
  return span;
}

std::string traceparent(const CommandSpan& span) {
  return fmt::format("00-{}-{}-01", model::to_string(span.trace_id), model::to_string(span.span_id));
}

model::Batch to_batch(const CommandSpan& span, const decode::Semantics& semantics) {
  constexpr std::int32_t kInternal = 1;
  const std::string status_message = fmt::format("exit status {}", span.exit_status);
  model::Batch batch;
  decode::SpanBuilder builder(semantics, batch);
  builder.begin_record(0);
  builder.begin_resource();
  builder.resource_attributes().add("service.name", decode::AttributeValue::of_text("tracewh run"));
  builder.begin_scope();
  builder.begin_span();
  decode::SpanDraft& draft = builder.span();
  draft.trace_id = span.trace_id;
  draft.span_id = span.span_id;
  draft.parent_span_id = span.parent_span_id;
  draft.name_text = span.name;
  draft.kind = kInternal;
  draft.start_ns = span.start_ns;
  draft.end_ns = span.end_ns;
  if (span.exit_status != 0) {
    draft.status = model::StatusCode::kError;
    draft.status_message = status_message;
  }
  builder.span_attributes().add("process.exit.code", decode::AttributeValue::of_integer(span.exit_status));
  builder.end_span();
  builder.end_scope();
  builder.end_resource();
  builder.end_record();
  return batch;
}

}  // namespace tracewh::cli
