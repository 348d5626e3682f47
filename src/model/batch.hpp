#pragma once

#include "base/arena.hpp"
#include "model/enums.hpp"
#include "model/facet.hpp"
#include "model/ids.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Decoded spans on their way to the writer. All text is owned by the batch's arena.
///
/// Attribute values are carried in the form in which they are stored, JSON text that keeps
/// OpenTelemetry's types: integers have no fraction or exponent, doubles always have one, an empty
/// AnyValue is null. What JSON cannot say is an object with one reserved key:
///   {"doubleValue":"NaN"|"Infinity"|"-Infinity"}   {"bytesValue":"<base64>"}
/// and a map that could be mistaken for one of these is wrapped: {"kvlistValue":{…}}.
namespace tracewh::model {

/// Distinct texts of a batch. Index 0 is always the empty text.
class StringTable {
 public:
  StringTable();

  /// The position of `text`, added when it is new.
  StringRef intern(std::string_view text);
  std::string_view operator[](StringRef ref) const { return texts_[ref.index]; }
  std::size_t size() const { return texts_.size(); }

  /// About the memory that it takes.
  std::size_t bytes() const;

 private:
  base::Arena arena_;
  std::vector<std::string_view> texts_;
  std::unordered_map<std::string_view, std::uint32_t> positions_;
};

/// OpenTelemetry's Resource together with the schema URL of its spans.
struct ResourceRecord {
  StringRef service;             ///< service.name, or the empty text
  std::string_view attributes;   ///< JSON object, keys sorted
  std::string_view entity_refs;  ///< JSON array, or empty
  std::string_view schema_url;
  std::uint32_t dropped_attributes = 0;
};

/// OpenTelemetry's InstrumentationScope together with its schema URL.
struct ScopeRecord {
  std::string_view name;
  std::string_view version;
  std::string_view attributes;  ///< JSON object, keys sorted, or empty
  std::string_view schema_url;
  std::uint32_t dropped_attributes = 0;
};

/// One span. Times are nanoseconds since the Unix epoch; an end of 0 means unfinished.
struct SpanRecord {
  TraceId trace_id;
  SpanId span_id;
  SpanId parent_span_id;
  StringRef name;
  std::uint32_t resource = 0;         ///< position in Batch::resources
  std::uint32_t scope = 0;            ///< position in Batch::scopes
  StringRef attribute_keys;           ///< JSON array of the sorted keys: the span's attribute shape
  std::string_view attribute_values;  ///< JSON array of the values, in the order of the keys
  std::string_view events;  ///< JSON array of {time_ns, name, attributes?, dropped_attributes?}, or empty
  std::string_view links;   ///< JSON array of {trace_id, span_id, trace_state?, attributes?,
                            ///< dropped_attributes?, flags?}, or empty
  std::string_view trace_state;
  std::string_view status_message;
  std::string_view error_message;  ///< of the exception or error attribute, where the status has no message
  StringRef error;                 ///< the status or error message as decode::error_pattern() gives it
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;
  std::int32_t kind = 0;  ///< OpenTelemetry's SpanKind; unknown numbers are kept
  std::uint32_t flags = 0;
  std::uint32_t dropped_attributes = 0;
  std::uint32_t dropped_events = 0;
  std::uint32_t dropped_links = 0;
  std::uint32_t first_facet = 0;  ///< the span's facets: [first_facet, last_facet) of Batch::facets
  std::uint32_t last_facet = 0;
  Role role = Role::kOther;
  StatusCode status = StatusCode::kUnset;
  std::uint8_t evidence = 0;
  std::uint16_t anomalies = 0;
  bool has_flags = false;
};

enum class Severity : std::uint8_t { kWarning = 1, kError = 2 };

/// Something wrong with the input. An error cost a record; a warning only a detail of one.
struct Issue {
  std::uint64_t offset = 0;  ///< byte offset of the record in the decompressed file
  std::string_view code;     ///< a fixed word, such as "invalid_id"; static storage
  Severity severity = Severity::kError;
  std::string_view message;
  std::uint64_t count = 1;
};

/// What one chunk of input decoded to. Spans of one batch may belong to many traces, in any order.
struct Batch {
  base::Arena arena;
  StringTable strings;
  std::vector<ResourceRecord> resources;
  std::vector<ScopeRecord> scopes;
  std::vector<SpanRecord> spans;
  std::vector<FacetValue> facets;
  std::vector<Issue> issues;
  std::uint64_t rejected_spans = 0;  ///< spans that were read but could not be kept
};

/// Adds an issue, with a copy of its message. When there are many already, it is only counted, with the
/// others of its code.
void add_issue(Batch& batch, Issue issue);

/// About the memory that a batch takes.
std::size_t bytes_of(const Batch& batch);

}  // namespace tracewh::model
