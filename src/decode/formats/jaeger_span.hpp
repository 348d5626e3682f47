#pragma once

#include "decode/formats/tag_mapping.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tracewh::decode {

/// A reference of a span to another one; its IDs are zero when they cannot be read.
struct JaegerReference {
  bool follows_from = false;  ///< else CHILD_OF
  model::TraceId trace_id;
  model::SpanId span_id;
};

/// Builds one span of Jaeger's model, whatever its encoding: begins it, takes its parts in any order, ends
/// it.
class JaegerSpan {
 public:
  explicit JaegerSpan(SpanBuilder& builder);

  SpanDraft& draft() { return builder_.span(); }
  void add_tag(std::string_view key, const AttributeValue& value) { tags_.add(key, value); }
  void add_reference(const JaegerReference& reference) { references_.push_back(reference); }

  /// The parent that is named beside the references; zero for none.
  void set_parent(model::SpanId parent) { parent_ = parent; }

  /// Of Jaeger's flags OpenTelemetry knows the sampled bit.
  void set_flags(std::uint32_t flags);

  /// Microseconds since the Unix epoch, and microseconds; none when it is no number.
  void set_start(std::optional<std::int64_t> microseconds) { start_ = microseconds; }
  void set_duration(std::optional<std::int64_t> microseconds) { duration_ = microseconds; }
  /// It has not ended, though a duration of 0 is given.
  void set_unfinished() { unfinished_ = true; }

  /// A log is an event; its field `event`, or else `message`, is the name. Its text must live until end_log.
  void begin_log();
  void set_log_time(std::optional<std::int64_t> microseconds);
  void add_log_field(std::string_view key, const AttributeValue& value);
  void end_log();

  /// Decides what depends on several parts, and adds the span.
  void end();

 private:
  void settle_times();
  void settle_references();
  bool is_in_same_trace(const JaegerReference& reference) const;

  SpanBuilder& builder_;
  TagMapping tags_;
  std::vector<JaegerReference> references_;
  model::SpanId parent_;
  std::optional<std::int64_t> start_ = 0;
  std::optional<std::int64_t> duration_ = 0;
  bool unfinished_ = false;
  std::string_view message_;
};

/// Adds what a process says of its service to the attributes of a resource.
void add_jaeger_service(AttributeList& resource, const AttributeValue& service_name);
void add_jaeger_process_tag(AttributeList& resource, std::string_view key, const AttributeValue& value);

}  // namespace tracewh::decode
