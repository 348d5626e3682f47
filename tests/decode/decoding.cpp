#include "decode/decoding.hpp"

#include "model/ids.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace tracewh::decode::test {
namespace {

using nlohmann::json;

const Semantics& semantics() {
  static const Semantics shipped = Semantics::shipped();
  return shipped;
}

/// Calls `take(bytes, split, base)` for what a reader would: a window that grows by pieces and slides on.
template <typename Take>
std::size_t feed(Splitter& splitter, std::string_view input, std::size_t piece, Take take) {
  std::size_t begin = 0;
  std::size_t end = 0;
  do {
    end = input.size() - end > piece ? end + piece : input.size();
    // A copy of the exact size, so that a sanitizer sees any step outside of it.
    const std::string window =
        std::string(input.substr(begin, end - begin)) + std::string(kPaddingBytes, '\0');
    Split split;
    splitter.split({window.data(), end - begin}, end == input.size(), split);
    REQUIRE(split.consumed <= end - begin);
    take(std::string_view(window.data(), end - begin), split, begin);
    begin += split.consumed;
  } while (end < input.size());
  return begin;
}

std::string facet_text(const model::Batch& batch, const model::FacetValue& value) {
  if (const auto* ref = std::get_if<model::StringRef>(&value.value)) return std::string(batch.strings[*ref]);
  if (const auto* text = std::get_if<std::string_view>(&value.value)) return std::string(*text);
  if (const auto* integer = std::get_if<std::int64_t>(&value.value)) return std::to_string(*integer);
  return fmt::format("{}", std::get<double>(value.value));
}

std::string describe(const model::Batch& batch, const model::SpanRecord& span) {
  const auto& resource = batch.resources.at(span.resource);
  const auto& scope = batch.scopes.at(span.scope);
  std::string text =
      fmt::format("{} {} < {} '{}' kind {} {}..{} flags {}/{}\n", to_string(span.trace_id),
                  to_string(span.span_id), to_string(span.parent_span_id), batch.strings[span.name],
                  span.kind, span.start_ns, span.end_ns, span.flags, span.has_flags);
  text += fmt::format("  status {} '{}' '{}' state '{}' evidence {} anomalies {} role {}\n",
                      to_string(span.status), span.status_message, span.error_message, span.trace_state,
                      span.evidence, span.anomalies, to_string(span.role));
  text += fmt::format("  keys {}\n  values {}\n  events {}\n  links {}\n", batch.strings[span.attribute_keys],
                      span.attribute_values, span.events, span.links);
  text +=
      fmt::format("  dropped {} {} {}\n", span.dropped_attributes, span.dropped_events, span.dropped_links);
  text += fmt::format("  resource '{}' {} {} '{}' {}\n", batch.strings[resource.service], resource.attributes,
                      resource.entity_refs, resource.schema_url, resource.dropped_attributes);
  text += fmt::format("  scope '{}' '{}' {} '{}' {}\n", scope.name, scope.version, scope.attributes,
                      scope.schema_url, scope.dropped_attributes);
  for (std::uint32_t i = span.first_facet; i < span.last_facet; ++i) {
    text += fmt::format("  {} = {}\n", info(batch.facets[i].facet).name, facet_text(batch, batch.facets[i]));
  }
  return text;
}

}  // namespace

Decoded decode_all(std::string_view format_name, std::string_view input, std::size_t piece) {
  const Format* format = find_format(format_name);
  REQUIRE(format != nullptr);
  const auto splitter = format->make_splitter();
  const auto decoder = format->make_decoder();
  Decoded result;
  SpanBuilder builder(semantics(), *result.batch);
  result.consumed =
      feed(*splitter, input, piece, [&](std::string_view bytes, Split& split, std::size_t base) {
        for (const auto& [begin, end] : split.records) {
          decoder->decode(bytes.substr(begin, end - begin), base + begin, builder);
        }
        for (model::Issue& issue : split.issues) {
          issue.offset += base;
          result.batch->issues.push_back(issue);
        }
      });
  return result;
}

std::vector<std::string> split_all(Splitter& splitter, std::string_view input, std::size_t piece) {
  std::vector<std::string> records;
  feed(splitter, input, piece, [&](std::string_view bytes, const Split& split, std::size_t) {
    for (const auto& [begin, end] : split.records) records.emplace_back(bytes.substr(begin, end - begin));
    for (const model::Issue& issue : split.issues) records.push_back("!" + std::string(issue.code));
  });
  return records;
}

std::string describe(const model::Batch& batch) {
  std::vector<std::string> spans;
  for (const model::SpanRecord& span : batch.spans) spans.push_back(describe(batch, span));
  std::sort(spans.begin(), spans.end());
  std::string text;
  for (const std::string& span : spans) text += span;
  return text;
}

const model::SpanRecord& span_named(const model::Batch& batch, std::string_view name) {
  const auto found = std::find_if(batch.spans.begin(), batch.spans.end(),
                                  [&](const auto& span) { return batch.strings[span.name] == name; });
  INFO("span " << name);
  REQUIRE(found != batch.spans.end());
  return *found;
}

std::string attribute(const model::Batch& batch, const model::SpanRecord& span, std::string_view key) {
  const auto keys = json::parse(batch.strings[span.attribute_keys]);
  REQUIRE(json::parse(span.attribute_values).size() == keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    // Order is kept by ordered_json, numbers and their spelling by dump() for those used in tests.
    if (keys[i].get<std::string>() == key) {
      return nlohmann::ordered_json::parse(span.attribute_values).at(i).dump();
    }
  }
  return "(none)";
}

std::string facet(const model::Batch& batch, const model::SpanRecord& span, model::Facet facet) {
  for (std::uint32_t i = span.first_facet; i < span.last_facet; ++i) {
    if (batch.facets[i].facet == facet) return facet_text(batch, batch.facets[i]);
  }
  return "(none)";
}

std::string issues(const model::Batch& batch) {
  std::string text;
  for (const model::Issue& issue : batch.issues) {
    if (!text.empty()) text += ' ';
    text += fmt::format("{}×{}", issue.code, issue.count);
  }
  return text;
}

std::string otlp_json(std::string_view spans) {
  return fmt::format(R"({{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}})", spans);
}

std::string json_span(std::string_view name, std::string_view more) {
  return fmt::format(
      R"({{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"00000000000000a1","name":"{}",)"
      R"("startTimeUnixNano":"1766000000010000000","endTimeUnixNano":"1766000000011000000"{}}})",
      name, more);
}

Decoded decode_span(std::string_view more) {
  return decode_all("otlp-json", otlp_json(json_span("s", more)));
}

}  // namespace tracewh::decode::test
