#pragma once

#include "content/value.hpp"
#include "model/span.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

/// What spans, resources and scopes hold as JSON text (model/batch.hpp), taken apart.
namespace tracewh::content {

struct Event {
  std::int64_t time_ns = 0;
  std::string_view name;
  Attributes attributes;
  std::uint32_t dropped_attributes = 0;
};

struct Link {
  model::TraceId trace_id;  ///< invalid where the link names none; so is span_id
  model::SpanId span_id;
  std::string_view trace_state;
  Attributes attributes;
  std::uint32_t dropped_attributes = 0;
  std::uint32_t flags = 0;
};

struct SpanContent {
  Attributes attributes;
  std::vector<Event> events;
  std::vector<Link> links;
};

/// Owns the text of what it reads. What is not JSON, or nests deeper than anything that is stored, is empty.
class ContentReader {
 public:
  ContentReader();
  ~ContentReader();
  ContentReader(const ContentReader&) = delete;
  ContentReader& operator=(const ContentReader&) = delete;

  /// What the payload of `span` holds; valid until the next call of this function.
  SpanContent span(const model::Span& span);

  /// The members of a JSON object, or the elements of an array of them; valid until the next call of either.
  Attributes object(std::string_view json);
  std::vector<Attributes> objects(std::string_view json);

 private:
  struct Parsers;

  std::unique_ptr<Parsers> parsers_;
};

}  // namespace tracewh::content
