#include "reference/decoded_file.hpp"

#include "base/error.hpp"
#include "decode/formats/format.hpp"
#include "decode/normalize/semantics.hpp"
#include "decode/wire/log_prefix.hpp"

#include <utility>

namespace tracewh::reference {
namespace {

/// Without compression and prefixes of lines. Throws base::Error when the compression is damaged.
std::string filtered(const std::string& bytes) {
  const auto filter = decode::make_stream_filter(bytes);
  if (!filter) return bytes;
  std::string output;
  std::string_view input = bytes;
  bool goes_on = true;
  while (goes_on) {
    const bool had_input = !input.empty();
    const std::size_t before = output.size();
    filter->run(input, output, std::size_t{1} << 20);
    goes_on = had_input || output.size() != before;
  }
  if (!filter->at_end()) throw base::Error(base::ErrorCode::kOperational, "cut off");
  return output;
}

/// Decodes what a splitter finds in `bytes`, and returns how many of them it is done with.
std::size_t decode_records(std::string_view bytes, bool at_end, std::size_t offset,
                           const decode::Format& format, decode::Splitter& splitter, model::Batch& batch) {
  static const decode::Semantics kSemantics = decode::Semantics::shipped();
  const std::string padded = std::string(bytes) + std::string(decode::kPaddingBytes, '\0');
  const std::string_view text = std::string_view(padded).substr(0, bytes.size());
  decode::Split split;
  splitter.split(text, at_end, split);
  for (model::Issue& issue : split.issues) {
    issue.offset += offset;
    batch.issues.push_back(issue);
  }
  decode::SpanBuilder builder(kSemantics, batch);
  const auto decoder = format.make_decoder();
  for (const auto& [begin, end] : split.records) {
    decoder->decode(text.substr(begin, end - begin), offset + begin, builder);
  }
  return split.consumed;
}

model::Value facet_value(const model::Batch& batch, const model::FacetValue& facet) {
  if (const auto* ref = std::get_if<model::StringRef>(&facet.value)) return std::string(batch.strings[*ref]);
  if (const auto* text = std::get_if<std::string_view>(&facet.value)) return std::string(*text);
  if (const auto* integer = std::get_if<std::int64_t>(&facet.value)) return *integer;
  return std::get<double>(facet.value);
}

Span to_span(const model::Batch& batch, const model::SpanRecord& record) {
  Span span;
  span.trace_id = record.trace_id;
  span.span_id = record.span_id;
  span.parent_span_id = record.parent_span_id;
  span.name = batch.strings[record.name];
  span.service = batch.strings[batch.resources.at(record.resource).service];
  span.message = record.status_message.empty() ? record.error_message : record.status_message;
  span.role = record.role;
  span.status = record.status;
  span.evidence = record.evidence;
  span.called = model::is_called(record.kind);
  span.cut_off = (record.anomalies & model::anomaly::kCutOff) != 0;
  span.start_ns = record.start_ns;
  span.end_ns = record.end_ns;
  for (std::uint32_t i = record.first_facet; i < record.last_facet; ++i) {
    const model::FacetValue& facet = batch.facets[i];
    span.facets[static_cast<std::size_t>(facet.facet)] = facet_value(batch, facet);
  }
  const auto keys = nlohmann::json::parse(batch.strings[record.attribute_keys]);
  const auto values = nlohmann::json::parse(record.attribute_values);
  for (std::size_t i = 0; i < keys.size(); ++i) span.attributes[keys[i].get<std::string>()] = values.at(i);
  return span;
}

}  // namespace

std::optional<DecodedFile> decode_file(const std::string& bytes) {
  std::string text;
  try {
    text = filtered(bytes);
  } catch (const base::Error&) {
    return std::nullopt;
  }
  const decode::Format* format = decode::sniff(text);
  if (format == nullptr) return std::nullopt;
  const auto splitter = format->make_splitter();
  model::Batch batch;
  // Only then does it turn out that nothing follows.
  const std::size_t whole = decode_records(text, false, 0, *format, *splitter, batch);
  decode_records(std::string_view(text).substr(whole), true, whole, *format, *splitter, batch);
  DecodedFile file;
  for (const model::SpanRecord& record : batch.spans) file.spans.push_back(to_span(batch, record));
  for (const model::Issue& issue : batch.issues) {
    file.issues.push_back(
        {issue.offset, std::string(issue.code), issue.severity, std::string(issue.message), issue.count});
  }
  return file;
}

}  // namespace tracewh::reference
