#pragma once

#include "decode/formats/format.hpp"
#include "model/batch.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

namespace tracewh::decode::fuzz {

/// Aborts, which the fuzzer reports, when what must always hold does not.
inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void check(const model::Batch& batch) {
  for (const model::SpanRecord& span : batch.spans) {
    require(span.resource < batch.resources.size() && span.scope < batch.scopes.size());
    require(span.name.index < batch.strings.size() && span.attribute_keys.index < batch.strings.size());
    require(span.first_facet <= span.last_facet && span.last_facet <= batch.facets.size());
    require(span.trace_id.valid() && span.span_id.valid() && span.start_ns >= 0 && span.end_ns >= 0);
    require(span.attribute_values.starts_with('[') && span.attribute_values.ends_with(']'));
  }
}

/// Splits and decodes `input`, which arrives in pieces of the size that its first byte gives.
inline void decode_input(std::string_view format_name, std::string_view input) {
  static const Semantics semantics = Semantics::shipped();
  const Format& format = *find_format(format_name);
  const auto splitter = format.make_splitter();
  const auto decoder = format.make_decoder();
  model::Batch batch;
  SpanBuilder builder(semantics, batch);
  const std::size_t piece =
      input.empty() ? 1 : static_cast<unsigned char>(input.front()) * std::size_t{4} + 1;
  std::size_t begin = 0;
  std::size_t end = 0;
  do {
    end = input.size() - end > piece ? end + piece : input.size();
    const std::string window =
        std::string(input.substr(begin, end - begin)) + std::string(kPaddingBytes, '}');
    const auto bytes = std::string_view(window).substr(0, end - begin);
    Split split;
    splitter->split(bytes, end == input.size(), split);
    require(split.consumed <= bytes.size());
    for (const Extent& extent : split.records) {
      require(extent.begin < extent.end && extent.end <= bytes.size());
      decoder->decode(bytes.substr(extent.begin, extent.end - extent.begin), begin + extent.begin, builder);
    }
    begin += split.consumed;
  } while (end < input.size());
  check(batch);
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace tracewh::decode::fuzz
