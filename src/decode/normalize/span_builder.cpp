#include "decode/normalize/span_builder.hpp"

#include "base/json_text.hpp"
#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "decode/normalize/error_pattern.hpp"
#include "decode/normalize/facet_reader.hpp"

#include <optional>

namespace tracewh::decode {
namespace {

namespace limits = base::limits;

// 1973 to 2096. Milli- and microseconds since the epoch, and times since boot, lie far below.
constexpr std::int64_t kFirstPlausible = 100'000'000'000'000'000;
constexpr std::int64_t kLastPlausible = 4'000'000'000'000'000'000;

bool is_plausible(std::int64_t time) { return time >= kFirstPlausible && time <= kLastPlausible; }

/// How many of `count` were dropped to keep the limit.
std::uint32_t over(std::size_t count, std::size_t limit) {
  return count > limit ? static_cast<std::uint32_t>(count - limit) : 0;
}

void append_member(std::string& json, std::string_view name) {
  json += json.back() == '{' ? "\"" : ",\"";
  json += name;
  json += "\":";
}

void append_text_member(std::string& json, std::string_view name, std::string_view text) {
  append_member(json, name);
  base::append_json_string(json, text);
}

/// Left out when zero.
void append_count_member(std::string& json, std::string_view name, std::uint32_t count) {
  if (count == 0) return;
  append_member(json, name);
  base::append_json_integer(json, count);
}

/// Left out when there are none.
void append_attributes_member(std::string& json, AttributeList& attributes) {
  if (attributes.attributes().empty()) return;
  append_member(json, "attributes");
  attributes.append_object(json);
}

}  // namespace

SpanBuilder::SpanBuilder(const Semantics& semantics, model::Batch& batch, const Redaction* redaction)
    : semantics_(semantics),
      batch_(batch),
      redaction_(redaction),
      groups_(semantics, issues_, redaction, batch),
      shapes_(semantics, batch.strings),
      attributes_(semantics, issues_, redaction),
      item_attributes_(semantics, issues_, redaction) {}

void SpanBuilder::begin_record(std::uint64_t offset) { offset_ = offset; }

void SpanBuilder::report(std::string_view code, std::string_view message) {
  batch_.issues.push_back({offset_, code, model::Severity::kError, batch_.arena.copy(message), 1});
}

void SpanBuilder::begin_span() {
  span_ = {};
  attributes_.clear();
  events_.clear();
  links_.clear();
  event_count_ = 0;
  link_count_ = 0;
  has_exception_ = false;
  exception_text_.clear();
  issues_.take_anomalies();
}

void SpanBuilder::begin_event() {
  event_ = {};
  item_attributes_.clear();
}

void SpanBuilder::end_event() {
  const std::string_view name = item_attributes_.clean(event_.name, limits::kNameBytes);
  if (semantics_.is_exception(name)) {
    has_exception_ = true;
    exception_text_ = semantics_.exception_text(item_attributes_.attributes());
  }
  if (++event_count_ > limits::kEventsPerSpan) return note(IssueKind::kTruncated);
  if (event_.time_ns < 0) note(IssueKind::kInvalidValue);
  events_ += events_.empty() ? "[{" : ",{";
  append_member(events_, "time_ns");
  base::append_json_integer(events_, event_.time_ns < 0 ? 0 : event_.time_ns);
  append_text_member(events_, "name", name);
  append_attributes_member(events_, item_attributes_);
  append_count_member(events_, "dropped_attributes", event_.dropped_attributes + item_attributes_.dropped());
  events_.push_back('}');
}

void SpanBuilder::begin_link() {
  link_ = {};
  item_attributes_.clear();
}

void SpanBuilder::end_link() {
  if (++link_count_ > limits::kLinksPerSpan) return note(IssueKind::kTruncated);
  links_ += links_.empty() ? "[{" : ",{";
  append_text_member(links_, "trace_id", to_string(link_.trace_id));
  append_text_member(links_, "span_id", to_string(link_.span_id));
  const std::string_view state = item_attributes_.clean(link_.trace_state, limits::kNameBytes);
  if (!state.empty()) append_text_member(links_, "trace_state", state);
  append_attributes_member(links_, item_attributes_);
  append_count_member(links_, "dropped_attributes", link_.dropped_attributes + item_attributes_.dropped());
  append_count_member(links_, "flags", link_.flags);
  links_.push_back('}');
}

bool SpanBuilder::accepted() {
  if (!span_.trace_id.valid() || !span_.span_id.valid()) {
    note(IssueKind::kInvalidId);
  } else if (span_.start_ns < 0 || span_.end_ns < 0) {
    note(IssueKind::kTimeOutOfRange);
  } else {
    return true;
  }
  ++batch_.rejected_spans;
  return false;
}

void SpanBuilder::check_times(const SpanDraft& span) {
  if (span.end_ns != 0 && span.end_ns < span.start_ns) note(IssueKind::kEndBeforeStart);
  const bool unfinished = span.end_ns == 0;
  if (!is_plausible(span.start_ns) || (!unfinished && !is_plausible(span.end_ns)))
    note(IssueKind::kImplausibleTime);
}

void SpanBuilder::end_span() {
  if (!accepted()) return;
  check_times(span_);
  model::SpanRecord record;
  record.trace_id = span_.trace_id;
  record.span_id = span_.span_id;
  if (span_.parent_span_id != span_.span_id) {
    record.parent_span_id = span_.parent_span_id;
  } else {
    note(IssueKind::kSelfParent);
  }
  const AttributeShape& shape = shapes_.find(attributes_.attributes());
  if (shape.has_duplicates) note(IssueKind::kDuplicateKeys);
  record.name = batch_.strings.intern(attributes_.clean(span_.name, limits::kNameBytes));
  record.resource = groups_.resource_position();
  record.scope = groups_.scope_position();
  record.attribute_keys = shape.keys_json;
  record.attribute_values = attribute_values(shape);
  if (!events_.empty()) events_.push_back(']');
  if (!links_.empty()) links_.push_back(']');
  record.events = batch_.arena.copy(events_);
  record.links = batch_.arena.copy(links_);
  record.trace_state = batch_.arena.copy(attributes_.clean(span_.trace_state, limits::kNameBytes));
  record.status_message = status_message();
  record.start_ns = span_.start_ns;
  record.end_ns = span_.end_ns;
  record.kind = span_.kind;
  record.flags = span_.flags;
  record.has_flags = span_.has_flags;
  record.dropped_attributes = span_.dropped_attributes + attributes_.dropped();
  record.dropped_events = span_.dropped_events + over(event_count_, limits::kEventsPerSpan);
  record.dropped_links = span_.dropped_links + over(link_count_, limits::kLinksPerSpan);
  record.status = span_.status;
  interpret(shape, record);
  if (const std::string_view message =
          record.status_message.empty() ? record.error_message : record.status_message;
      !message.empty()) {
    record.error = batch_.strings.intern(error_pattern(message));
  }
  record.anomalies = issues_.take_anomalies();
  if (span_.synthesised_id) {
    record.anomalies = static_cast<std::uint8_t>(record.anomalies | model::anomaly::kSynthesisedId);
  }
  batch_.spans.push_back(record);
}

std::string_view SpanBuilder::attribute_values(const AttributeShape& shape) {
  json_ = "[";
  for (const std::uint32_t position : shape.order) {
    if (json_.size() > 1) json_.push_back(',');
    append_stored(json_, attributes_.attributes()[position].value);
  }
  json_.push_back(']');
  return batch_.arena.copy(json_);
}

std::string_view SpanBuilder::status_message() {
  if (!span_.status_message.empty() && redaction_ != nullptr && redaction_->covers(kStatusMessageKey)) {
    return batch_.arena.copy(redaction_->replacement(AttributeValue::of_text(span_.status_message)));
  }
  return batch_.arena.copy(attributes_.clean(span_.status_message, limits::kNameBytes));
}

void SpanBuilder::interpret(const AttributeShape& shape, model::SpanRecord& record) {
  namespace evidence = model::evidence;
  const auto attributes = attributes_.attributes();
  record.role = semantics_.role(shape.plan, attributes, batch_.strings[record.name]);
  const auto add = [&](bool holds, std::uint8_t bit) {
    if (holds) record.evidence = static_cast<std::uint8_t>(record.evidence | bit);
  };
  add(record.status == model::StatusCode::kError, evidence::kStatus);
  add(has_exception_, evidence::kException);
  add(semantics_.has_failure(shape.plan, attributes), evidence::kErrorAttribute);
  if (record.evidence != 0 && record.status_message.empty()) {
    const std::string_view text =
        exception_text_.empty() ? semantics_.failure_text(shape.plan, attributes) : exception_text_;
    record.error_message = batch_.arena.copy(base::cut_utf8(text, limits::kNameBytes));
  }
  extract_facets(shape.plan, record);
}

void SpanBuilder::extract_facets(const AttributePlan& plan, model::SpanRecord& record) {
  record.first_facet = static_cast<std::uint32_t>(batch_.facets.size());
  std::optional<model::Facet> last;
  for (const auto& [facet, position] : plan.facets) {
    if (facet == last) continue;
    if (add_facet(facet, attributes_.attributes()[position].value, batch_)) last = facet;
  }
  record.last_facet = static_cast<std::uint32_t>(batch_.facets.size());
}

}  // namespace tracewh::decode
