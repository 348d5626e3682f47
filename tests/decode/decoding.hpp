#pragma once

#include "decode/formats/format.hpp"
#include "model/batch.hpp"
#include "support/files.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of this room share: whole inputs in, batches and their text out.
namespace tracewh::decode::test {

/// What became of an input.
struct Decoded {
  std::unique_ptr<model::Batch> batch = std::make_unique<model::Batch>();
  std::size_t consumed = 0;  ///< of the input, by the splitter
};

/// Splits and decodes `input`, which arrives in pieces of `piece` bytes.
Decoded decode_all(std::string_view format, std::string_view input,
                   std::size_t piece = std::string_view::npos);

/// The record texts of `input`, arriving in pieces; issues as "!code".
std::vector<std::string> split_all(Splitter& splitter, std::string_view input,
                                   std::size_t piece = std::string_view::npos);

/// All that is known of the spans, one paragraph each, in order of their IDs: equal for equal content.
std::string describe(const model::Batch& batch);

/// The span with that name; fails the test when there is none.
const model::SpanRecord& span_named(const model::Batch& batch, std::string_view name);

/// The stored value of an attribute, or "(none)".
std::string attribute(const model::Batch& batch, const model::SpanRecord& span, std::string_view key);

/// The value of a facet as text, or "(none)".
std::string facet(const model::Batch& batch, const model::SpanRecord& span, model::Facet facet);

/// "code×count" of each issue, separated by spaces.
std::string issues(const model::Batch& batch);

/// One OTLP JSON document around spans.
std::string otlp_json(std::string_view spans);

/// A valid span with a name and more members, such as `,"kind":1`.
std::string json_span(std::string_view name, std::string_view more = {});

/// The one span that `json_span` with `more` decodes to, beside its batch.
Decoded decode_span(std::string_view more);

using tracewh::sample;

}  // namespace tracewh::decode::test
