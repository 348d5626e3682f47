#include "cli/command_span.hpp"

#include "decode/formats/format.hpp"
#include "decode/wire/id_text.hpp"
#include "net/receive/receiver.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
  constexpr int kInternal = 1;
  constexpr int kError = 2;
  const auto attribute = [](const char* key, const nlohmann::json& value) {
    return nlohmann::json{{"key", key}, {"value", value}};
  };
  nlohmann::json record{
      {"traceId", model::to_string(span.trace_id)},
      {"spanId", model::to_string(span.span_id)},
      {"name", span.name},
      {"kind", kInternal},
      {"startTimeUnixNano", std::to_string(span.start_ns)},
      {"endTimeUnixNano", std::to_string(span.end_ns)},
      {"attributes", {attribute("process.exit.code", {{"intValue", std::to_string(span.exit_status)}})}}};
  if (span.parent_span_id.valid()) record["parentSpanId"] = model::to_string(span.parent_span_id);
  if (span.exit_status != 0) {
    record["status"] = {{"code", kError}, {"message", fmt::format("exit status {}", span.exit_status)}};
  }
  const nlohmann::json message{
      {"resourceSpans",
       {{{"resource", {{"attributes", {attribute("service.name", {{"stringValue", "tracewh run"}})}}}},
         {"scopeSpans", {{{"spans", {record}}}}}}}}};
  return net::decode_message(*decode::find_format("otlp-json"),
                             message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                             semantics, nullptr)
      .batch;
}

}  // namespace tracewh::cli
