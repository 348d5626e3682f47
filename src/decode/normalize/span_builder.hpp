#pragma once

#include "decode/normalize/attribute_list.hpp"
#include "decode/normalize/group_builder.hpp"
#include "decode/normalize/issue_counter.hpp"
#include "decode/normalize/semantics.hpp"
#include "decode/normalize/shape_cache.hpp"
#include "decode/normalize/span_draft.hpp"
#include "model/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::decode {

/// The one place where spans are built, whatever their format: applies the limits and the semantics,
/// repairs what can be repaired and counts it, and encodes for storage.
///
/// A decoder frames its work: record { resource { scope { span { event, link }… }… }… }. Drafts and
/// attribute lists are empty after begin and are read at end, so their fields may come in any order.
/// What is begun but not ended is forgotten.
class SpanBuilder {
 public:
  /// All must outlive the builder.
  SpanBuilder(const Semantics& semantics, model::Batch& batch, const Redaction* redaction = nullptr);

  void begin_record(std::uint64_t offset);
  /// Begins another document of the same record.
  void begin_document() { first_span_ = batch_.spans.size(); }
  void end_record() { issues_.flush(offset_, batch_); }

  void begin_resource() { groups_.begin_resource(); }
  model::ResourceRecord& resource() { return groups_.resource(); }
  AttributeList& resource_attributes() { return groups_.resource_attributes(); }
  void end_resource() { groups_.end_resource(); }

  void begin_scope() { groups_.begin_scope(); }
  model::ScopeRecord& scope() { return groups_.scope(); }
  AttributeList& scope_attributes() { return groups_.scope_attributes(); }
  void end_scope() { groups_.end_scope(); }

  void begin_span();
  SpanDraft& span() { return span_; }
  AttributeList& span_attributes() { return attributes_; }
  void end_span();

  /// The attributes of the event or link that is read at the moment; one at a time.
  AttributeList& item_attributes() { return item_attributes_; }
  void begin_event();
  EventDraft& event() { return event_; }
  void end_event();
  void begin_link();
  LinkDraft& link() { return link_; }
  void end_link();

  /// Takes what is wrong with details of the record.
  IssueCounter& issues() { return issues_; }

  /// Adds an error about the record. The spans of its document so far may lack what stood behind them, so
  /// that any other version of them is better. `code` has static storage.
  void report(std::string_view code, std::string_view message);

 private:
  void note(IssueKind kind) { issues_.note(kind); }
  bool accepted();
  void check_times();
  void check_parent();
  void take_fields();
  void take_attributes(const AttributeShape& shape);
  void take_events_and_links();
  void interpret(const AttributeShape& shape);
  void add_evidence(bool holds, std::uint8_t bit);
  void extract_facets(const AttributePlan& plan);
  std::string_view status_message();

  const Semantics& semantics_;
  model::Batch& batch_;
  const Redaction* redaction_;
  std::uint64_t offset_ = 0;
  std::size_t first_span_ = 0;  // of the document at hand
  IssueCounter issues_;
  GroupBuilder groups_;
  ShapeCache shapes_;
  SpanDraft span_;
  EventDraft event_;
  LinkDraft link_;
  AttributeList attributes_;
  AttributeList item_attributes_;
  std::string events_;
  std::string links_;
  std::size_t event_count_ = 0;
  std::size_t link_count_ = 0;
  bool has_exception_ = false;
  std::string exception_text_;
  std::string json_;
};

}  // namespace tracewh::decode
