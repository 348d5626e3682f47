#include "decode/formats/otlp_json.hpp"

#include "decode/formats/otlp_json_span.hpp"
#include "decode/formats/otlp_json_value.hpp"
#include "decode/wire/json_cursor.hpp"
#include "decode/wire/json_documents.hpp"
#include "decode/wire/json_scalar.hpp"
#include "decode/wire/json_splitter.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

constexpr std::array<std::string_view, 3> kListNames{"resourceSpans", "resource_spans", "batches"};

// A wrapper holds an envelope holds resources; nothing real nests these deeper.
constexpr int kMaxGroupDepth = 4;

bool names_a_signal(std::string_view head) {
  constexpr std::array<std::string_view, 9> kNames{"\"resourceSpans\"",
                                                   "\"resource_spans\"",
                                                   "\"scopeSpans\"",
                                                   "\"scope_spans\"",
                                                   "\"instrumentationLibrarySpans\"",
                                                   "\"instrumentation_library_spans\"",
                                                   "\"batches\"",
                                                   "\"resourceMetrics\"",
                                                   "\"resourceLogs\""};
  return std::ranges::any_of(kNames, [&](auto name) { return head.find(name) != std::string_view::npos; });
}

bool names_a_foreign_format(std::string_view head) {
  // Jaeger's, Go's stdouttrace, Chrome's, Zipkin's and Python's; none of them occurs in OTLP.
  constexpr std::array<std::string_view, 5> kNames{
      "\"processes\":", "\"SpanContext\":", "\"traceEvents\":", "\"localEndpoint\":", "\"SpanKind."};
  return std::ranges::any_of(kNames, [&](auto name) { return head.find(name) != std::string_view::npos; });
}

bool only_has(std::string_view head, std::string_view characters) {
  return head.find_first_not_of(characters) == std::string_view::npos;
}

class OtlpJsonDecoder final : public Decoder {
 public:
  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder_ = &builder;
    builder.begin_record(offset);
    documents_.read(record, builder, [this](JsonCursor& cursor) {
      cursor_ = &cursor;
      return read_group([&](auto visit) { return cursor.each_root_field(kGroupNames, visit); }, 0);
    });
    builder.end_record();
  }

 private:
  enum class GroupField {
    kResource,
    kScopeSpans,
    kLegacySpans,
    kOldSpans,
    kSchemaUrl,
    kResourceSpans,
    kBatches,
    kTrace,
    kResult,
    kMetrics,
    kLogs
  };

  IssueCounter& issues() { return builder_->issues(); }

  static constexpr std::array<std::string_view, 11> kGroupNames{"resource",
                                                                "scopeSpans",
                                                                "instrumentationLibrarySpans",
                                                                "deprecatedScopeSpans",
                                                                "schemaUrl",
                                                                "resourceSpans",
                                                                "batches",
                                                                "trace",
                                                                "result",
                                                                "resourceMetrics",
                                                                "resourceLogs"};

  /// Reads ResourceSpans or any of the envelopes around them: they have no field in common.
  template <typename EachField>
  bool read_group(EachField each_field, int depth) {
    builder_->begin_resource();
    bool has_spans = false;
    const bool whole = each_field([&](std::size_t field, Value& value) {
      const auto which = static_cast<GroupField>(field);
      has_spans = has_spans || which == GroupField::kScopeSpans || which == GroupField::kLegacySpans ||
                  which == GroupField::kOldSpans;
      return group_field(which, value, depth);
    });
    if (has_spans) builder_->end_resource();
    return whole;
  }

  bool read_group(Value& value, int depth) {
    if (depth > kMaxGroupDepth) return true;
    return read_group([&](auto visit) { return cursor_->each_field(value, kGroupNames, visit); }, depth);
  }

  bool group_field(GroupField field, Value& value, int depth) {
    using enum GroupField;
    switch (field) {
      case kResource:
        return read_resource(value);
      case kScopeSpans:
      case kLegacySpans:
      case kOldSpans:
        return cursor_->each_element(value, [&](Value& element) { return read_scope_spans(element); });
      case kSchemaUrl:
        builder_->resource().schema_url = text(value, builder_->resource_attributes());
        return true;
      case kResourceSpans:
      case kBatches:
        return cursor_->each_element(value, [&](Value& element) { return read_group(element, depth + 1); });
      case kTrace:
      case kResult:
        return read_group(value, depth + 1);
      case kMetrics:
      case kLogs:
        issues().note(IssueKind::kOtherSignal);
        return true;
    }
    return true;
  }

  bool read_resource(Value& source) {
    enum Field { kAttributes, kDroppedAttributes, kEntityRefs };
    static constexpr std::array<std::string_view, 3> kNames{"attributes", "droppedAttributesCount",
                                                            "entityRefs"};
    model::ResourceRecord& resource = builder_->resource();
    AttributeList& list = builder_->resource_attributes();
    return cursor_->each_field(source, kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kAttributes:
          return read_otlp_attributes(*cursor_, value, list, issues());
        case kEntityRefs:
          return read_otlp_entity_refs(*cursor_, value, list, issues(), resource.entity_refs);
        case kDroppedAttributes:
          resource.dropped_attributes = read_json_count(json_token(value), issues());
      }
      return true;
    });
  }

  bool read_scope_spans(Value& source) {
    enum Field { kScope, kSpans, kSchemaUrl, kLibrary };
    static constexpr std::array<std::string_view, 4> kNames{"scope", "spans", "schemaUrl",
                                                            "instrumentationLibrary"};
    builder_->begin_scope();
    const bool whole = cursor_->each_field(source, kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kScope:
        case kLibrary:
          return read_scope(value);
        case kSpans:
          return cursor_->each_element(
              value, [&](Value& span) { return read_otlp_span(*cursor_, span, *builder_); });
        case kSchemaUrl:
          builder_->scope().schema_url = text(value, builder_->scope_attributes());
      }
      return true;
    });
    builder_->end_scope();
    return whole;
  }

  bool read_scope(Value& source) {
    enum Field { kName, kVersion, kAttributes, kDroppedAttributes };
    static constexpr std::array<std::string_view, 4> kNames{"name", "version", "attributes",
                                                            "droppedAttributesCount"};
    model::ScopeRecord& scope = builder_->scope();
    AttributeList& list = builder_->scope_attributes();
    return cursor_->each_field(source, kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kName:
          scope.name = text(value, list);
          break;
        case kVersion:
          scope.version = text(value, list);
          break;
        case kAttributes:
          return read_otlp_attributes(*cursor_, value, list, issues());
        case kDroppedAttributes:
          scope.dropped_attributes = read_json_count(json_token(value), issues());
      }
      return true;
    });
  }

  std::string_view text(Value& value, AttributeList& keeper) {
    return read_json_text(json_token(value), keeper, issues()).text;
  }

  JsonDocuments documents_;
  SpanBuilder* builder_ = nullptr;  // of the record at hand
  JsonCursor* cursor_ = nullptr;    // the same
};

}  // namespace

bool is_otlp_json(std::string_view head) {
  // Nothing, `{}` and `[]` hold no spans whatever the format.
  if (only_has(head, " \t\r\n\xEF\xBB\xBF{}[],")) return true;
  if (head.find('\0') != std::string_view::npos) return false;
  return names_a_signal(head) && !names_a_foreign_format(head);
}

std::unique_ptr<Splitter> make_otlp_json_splitter() { return std::make_unique<JsonSplitter>(kListNames); }

std::unique_ptr<Decoder> make_otlp_json_decoder() { return std::make_unique<OtlpJsonDecoder>(); }

}  // namespace tracewh::decode
