#include "decode/formats/jaeger_json.hpp"

#include "decode/formats/jaeger_json_span.hpp"
#include "decode/formats/lookalikes.hpp"
#include "decode/wire/json_documents.hpp"
#include "decode/wire/json_list.hpp"
#include "decode/wire/json_splitter.hpp"

#include <array>
#include <unordered_map>

namespace tracewh::decode {
namespace {

using Value = JsonCursor::Value;

constexpr std::array<std::string_view, 1> kListNames{"data"};

// A process is read again whenever a span of another one came between, so a huge one must not be had for the
// price of a short span. Real ones have a few hundred bytes.
constexpr std::size_t kProcessBytes = std::size_t{64} << 10;

bool has(std::string_view head, std::string_view text) { return head.find(text) != std::string_view::npos; }

class JaegerJsonDecoder final : public Decoder {
 public:
  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder_ = &builder;
    builder.begin_record(offset);
    documents_.read(record, builder, [this](JsonCursor& cursor) { return document(cursor, true); });
    builder.end_record();
  }

 private:
  /// What must be known of a document before its spans can be read.
  struct Survey {
    bool is_trace = false;
    bool is_span = false;
    JaegerBytes bytes = JaegerBytes::kBase64;
  };

  /// Reads an answer, where there may be one, a trace, or a span on its own.
  bool document(JsonCursor& cursor, bool may_be_answer) {
    processes_.clear();
    Survey survey;
    bool whole = look_over(cursor, may_be_answer, survey);
    if (survey.is_trace || survey.is_span) {
      bytes_ = survey.bytes;
      whole = cursor.reopen() && (survey.is_trace ? spans(cursor) : root_span(cursor)) && whole;
      close_process();
    }
    processes_.clear();
    return whole;
  }

  /// The processes mostly stand behind the spans that refer to them.
  bool look_over(JsonCursor& cursor, bool may_be_answer, Survey& survey) {
    enum Field { kSpans, kProcesses, kSpanId, kProcess, kData };
    static constexpr std::array<std::string_view, 5> kNames{"spans", "processes", "spanID", "process",
                                                            "data"};
    return cursor.each_root_field(kNames, [&](std::size_t field, Value& value) {
      switch (field) {
        case kSpans:
          survey.is_trace = true;
          break;
        case kProcesses:
          return processes(cursor, value);
        case kSpanId:
          survey.is_span = true;
          break;
        case kProcess:
          survey.bytes = JaegerBytes::kHexadecimal;
          break;
        case kData:
          return !may_be_answer || traces(cursor, value);
      }
      return true;
    });
  }

  bool processes(JsonCursor& cursor, Value& source) {
    return cursor.each_member(source, [&](std::string_view id, Value& process) {
      processes_[id] = cursor.object_text(process);
      return cursor.error() == simdjson::SUCCESS;
    });
  }

  /// Reads the traces of an answer each on its own, so that a broken one costs no other.
  bool traces(JsonCursor& cursor, Value& data) {
    return cursor.each_element(data, [&](Value& element) {
      const std::string_view text = cursor.object_text(element);
      if (!text.empty())
        traces_.read(text, *builder_, [this](JsonCursor& inner) { return document(inner, false); });
      return cursor.error() == simdjson::SUCCESS;
    });
  }

  bool spans(JsonCursor& cursor) {
    static constexpr std::array<std::string_view, 1> kNames{"spans"};
    return cursor.each_root_field(kNames, [&](std::size_t, Value& list) {
      return cursor.each_element(list, [&](Value& value) {
        return span([&](JaegerSpan& span, JaegerProcess& process) {
          return read_jaeger_span(cursor, value, *builder_, span, process);
        });
      });
    });
  }

  bool root_span(JsonCursor& cursor) {
    return span([&](JaegerSpan& span, JaegerProcess& process) {
      return read_jaeger_root_span(cursor, bytes_, *builder_, span, process);
    });
  }

  template <typename Read>
  bool span(Read read) {
    JaegerSpan span(*builder_);
    JaegerProcess process;
    if (!read(span, process)) return false;
    if (process.text.empty() && !process.id.empty()) process.text = find_process(process.id);
    open_process(process.text);
    span.end();
    return true;
  }

  std::string_view find_process(std::string_view id) {
    const auto found = processes_.find(id);
    if (found != processes_.end()) return found->second;
    builder_->issues().note(IssueKind::kInvalidValue);
    return {};
  }

  /// Makes the process the resource of the spans that are ended from now on.
  void open_process(std::string_view text) {
    if (is_process_open_ && text == open_process_) return;
    close_process();
    builder_->begin_resource();
    is_process_open_ = true;
    open_process_ = text;
    IssueCounter& issues = builder_->issues();
    if (text.empty()) return;
    if (text.size() > kProcessBytes) return issues.note(IssueKind::kTruncated);
    if (!process_cursor_.open(text, issues) ||
        !read_jaeger_process(process_cursor_, bytes_, builder_->resource_attributes(), issues)) {
      issues.note(IssueKind::kInvalidValue);
    }
  }

  void close_process() {
    if (is_process_open_) builder_->end_resource();
    is_process_open_ = false;
  }

  SpanBuilder* builder_ = nullptr;  // of the record at hand
  JsonDocuments documents_;
  JsonDocuments traces_;  // those of an answer
  JsonCursor process_cursor_;
  std::unordered_map<std::string_view, std::string_view> processes_;  // of the trace at hand, by ID
  JaegerBytes bytes_ = JaegerBytes::kBase64;
  bool is_process_open_ = false;
  std::string_view open_process_;
};

/// Whether the stream begins with an answer, and then whether it is one that can hold traces.
bool is_other_answer(std::string_view head) {
  const std::size_t begin = head.find('{');
  const std::size_t name =
      head.find_first_not_of(" \t\r\n", begin == std::string_view::npos ? begin : begin + 1);
  if (name == std::string_view::npos || !head.substr(name).starts_with("\"data\"")) return false;
  return find_json_list(head.substr(begin), kListNames).kind == JsonListPrefix::Kind::kNone;
}

}  // namespace

bool is_jaeger_json(std::string_view head) {
  // Zipkin and OpenTelemetry write "traceId".
  return has(head, "\"traceID\"") && (has(head, "\"spans\"") || has(head, "\"spanID\"")) &&
         !is_other_answer(head) && !is_tempo_search(head) && !is_elasticsearch_hits(head);
}

std::unique_ptr<Splitter> make_jaeger_json_splitter() { return std::make_unique<JsonSplitter>(kListNames); }

std::unique_ptr<Decoder> make_jaeger_json_decoder() { return std::make_unique<JaegerJsonDecoder>(); }

}  // namespace tracewh::decode
