#include "decode/normalize/span_builder.hpp"

#include "base/json_text.hpp"
#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "decode/normalize/error_pattern.hpp"
#include "decode/normalize/facet_reader.hpp"
#include "model/span_times.hpp"

#include <optional>

namespace tracewh::decode {
namespace {

namespace limits = base::limits;

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

void SpanBuilder::begin_record(std::uint64_t offset) {
  offset_ = offset;
  begin_document();
}

void SpanBuilder::report(std::string_view code, std::string_view message) {
  model::add_issue(batch_, {offset_, code, model::Severity::kError, message, 1});
  for (std::size_t i = first_span_; i < batch_.spans.size(); ++i) {
    batch_.spans[i].anomalies =
        static_cast<std::uint16_t>(batch_.spans[i].anomalies | model::anomaly::kCutOff);
  }
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

void SpanBuilder::check_times() {
  if (span_.end_ns != 0 && span_.end_ns < span_.start_ns) note(IssueKind::kEndBeforeStart);
  const bool unfinished = span_.end_ns == 0;
  if (!model::is_plausible_time(span_.start_ns) || (!unfinished && !model::is_plausible_time(span_.end_ns)))
    note(IssueKind::kImplausibleTime);
}

void SpanBuilder::check_parent() {
  if (span_.parent_span_id != span_.span_id) return;
  note(IssueKind::kSelfParent);
  span_.parent_span_id = {};
}

void SpanBuilder::end_span() {
  if (!accepted()) return;
  check_times();
  check_parent();
  const AttributeShape& shape = shapes_.find(attributes_.attributes());
  take_fields();
  take_attributes(shape);
  take_events_and_links();
  interpret(shape);
  span_.anomalies = static_cast<std::uint16_t>(span_.anomalies | issues_.take_anomalies());
  batch_.spans.push_back(span_);
}

void SpanBuilder::take_fields() {
  span_.name = batch_.strings.intern(attributes_.clean(span_.name_text, limits::kNameBytes));
  span_.resource = groups_.resource_position();
  span_.scope = groups_.scope_position();
  span_.trace_state = batch_.arena.copy(attributes_.clean(span_.trace_state, limits::kNameBytes));
  span_.status_message = status_message();
}

void SpanBuilder::take_attributes(const AttributeShape& shape) {
  if (shape.has_duplicates) note(IssueKind::kDuplicateKeys);
  json_ = "[";
  for (const std::uint32_t position : shape.order) {
    if (json_.size() > 1) json_.push_back(',');
    append_stored(json_, attributes_.attributes()[position].value);
  }
  json_.push_back(']');
  span_.attribute_keys = shape.keys_json;
  span_.attribute_values = batch_.arena.copy(json_);
  span_.dropped_attributes += attributes_.dropped();
}

void SpanBuilder::take_events_and_links() {
  if (!events_.empty()) events_.push_back(']');
  if (!links_.empty()) links_.push_back(']');
  span_.events = batch_.arena.copy(events_);
  span_.links = batch_.arena.copy(links_);
  span_.dropped_events += over(event_count_, limits::kEventsPerSpan);
  span_.dropped_links += over(link_count_, limits::kLinksPerSpan);
}

std::string_view SpanBuilder::status_message() {
  if (!span_.status_message.empty() && redaction_ != nullptr && redaction_->covers(kStatusMessageKey)) {
    return batch_.arena.copy(redaction_->replacement(AttributeValue::of_text(span_.status_message)));
  }
  return batch_.arena.copy(attributes_.clean(span_.status_message, limits::kNameBytes));
}

void SpanBuilder::add_evidence(bool holds, std::uint8_t bit) {
  if (holds) span_.evidence = static_cast<std::uint8_t>(span_.evidence | bit);
}

void SpanBuilder::interpret(const AttributeShape& shape) {
  const auto attributes = attributes_.attributes();
  span_.role = semantics_.role(shape.plan, attributes, batch_.strings[span_.name]);
  add_evidence(span_.status == model::StatusCode::kError, model::evidence::kStatus);
  add_evidence(has_exception_, model::evidence::kException);
  add_evidence(semantics_.has_failure(shape.plan, attributes), model::evidence::kErrorAttribute);
  if (span_.evidence != 0 && span_.status_message.empty()) {
    const std::string_view text =
        exception_text_.empty() ? semantics_.failure_text(shape.plan, attributes) : exception_text_;
    span_.error_message = batch_.arena.copy(base::cut_utf8(text, limits::kNameBytes));
  }
  const std::string_view message = span_.status_message.empty() ? span_.error_message : span_.status_message;
  if (!message.empty()) span_.error = batch_.strings.intern(error_pattern(message));
  extract_facets(shape.plan);
}

void SpanBuilder::extract_facets(const AttributePlan& plan) {
  span_.first_facet = static_cast<std::uint32_t>(batch_.facets.size());
  std::optional<model::Facet> last;
  for (const auto& [facet, position] : plan.facets) {
    if (facet == last) continue;
    if (add_facet(facet, attributes_.attributes()[position].value, batch_)) last = facet;
  }
  span_.last_facet = static_cast<std::uint32_t>(batch_.facets.size());
}

}  // namespace tracewh::decode
