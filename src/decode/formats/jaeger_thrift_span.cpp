#include "decode/formats/jaeger_thrift_span.hpp"

#include "decode/formats/jaeger_span.hpp"

namespace tracewh::decode {
namespace {

/// A Tag; some writers fill in all value fields, whatever the type.
struct Tag {
  std::string_view key;
  std::int64_t type = 0;
  std::string_view text;
  double real = 0;
  bool boolean = false;
  std::int64_t integer = 0;
  std::string_view bytes;
};

/// The two halves of a trace ID, as signed numbers.
struct TraceIdHalves {
  std::int64_t low = 0;
  std::int64_t high = 0;

  model::TraceId id() const {
    model::TraceId id;
    for (std::size_t i = 0; i < 8; ++i) {
      const auto shift = static_cast<unsigned>(56 - 8 * i);
      id.bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(high) >> shift);
      id.bytes[i + 8] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(low) >> shift);
    }
    return id;
  }
};

model::SpanId span_id(std::int64_t number) { return model::SpanId{static_cast<std::uint64_t>(number)}; }

class BatchReader {
 public:
  BatchReader(ThriftReader& reader, SpanBuilder& builder) : reader_(reader), builder_(builder) {}

  void batch() {
    builder_.begin_resource();
    reader_.each_field([&](const ThriftField& field) {
      if (field.id == 1 && field.type == ThriftType::kStruct) {
        process();
      } else if (field.id == 2) {
        reader_.each_struct(field, [&] { span(); });
      } else {
        reader_.skip(field);
      }
    });
    builder_.end_resource();
  }

 private:
  void process() {
    AttributeList& resource = builder_.resource_attributes();
    reader_.each_field([&](const ThriftField& field) {
      if (field.id == 1) {
        add_jaeger_service(resource, AttributeValue::of_text(reader_.text(field)));
      } else if (field.id == 2) {
        tags(field, [&](auto key, const AttributeValue& tag) { add_jaeger_process_tag(resource, key, tag); });
      } else {
        reader_.skip(field);
      }
    });
  }

  void span() {
    JaegerSpan span(builder_);
    TraceIdHalves trace;
    reader_.each_field([&](const ThriftField& field) { span_field(field, span, trace); });
    if (!reader_.good()) return;
    span.draft().trace_id = trace.id();
    span.end();
  }

  void span_field(const ThriftField& field, JaegerSpan& span, TraceIdHalves& trace) {
    switch (field.id) {
      case 1:
        trace.low = reader_.integer(field);
        break;
      case 2:
        trace.high = reader_.integer(field);
        break;
      case 3:
        span.draft().span_id = span_id(reader_.integer(field));
        break;
      case 4:
        span.set_parent(span_id(reader_.integer(field)));
        break;
      case 5:
        span.draft().name_text = reader_.text(field);
        break;
      case 6:
        reader_.each_struct(field, [&] { reference(span); });
        break;
      case 7:
        span.set_flags(static_cast<std::uint32_t>(reader_.integer(field)));
        break;
      case 8:
        span.set_start(reader_.integer(field));
        break;
      case 9:
        span.set_duration(reader_.integer(field));
        break;
      case 10:
        tags(field, [&](auto key, const AttributeValue& tag) { span.add_tag(key, tag); });
        break;
      case 11:
        reader_.each_struct(field, [&] { log(span); });
        break;
      default:
        reader_.skip(field);
    }
  }

  void reference(JaegerSpan& span) {
    JaegerReference reference;
    TraceIdHalves trace;
    reader_.each_field([&](const ThriftField& field) {
      if (field.id == 1) {
        reference.follows_from = reader_.integer(field) == 1;
      } else if (field.id == 2) {
        trace.low = reader_.integer(field);
      } else if (field.id == 3) {
        trace.high = reader_.integer(field);
      } else if (field.id == 4) {
        reference.span_id = span_id(reader_.integer(field));
      } else {
        reader_.skip(field);
      }
    });
    reference.trace_id = trace.id();
    if (reader_.good()) span.add_reference(reference);
  }

  void log(JaegerSpan& span) {
    span.begin_log();
    reader_.each_field([&](const ThriftField& field) {
      if (field.id == 1) {
        span.set_log_time(reader_.integer(field));
      } else if (field.id == 2) {
        tags(field, [&](auto key, const AttributeValue& tag) { span.add_log_field(key, tag); });
      } else {
        reader_.skip(field);
      }
    });
    span.end_log();
  }

  template <typename Add>
  void tags(const ThriftField& list, Add add) {
    reader_.each_struct(list, [&] {
      Tag tag;
      reader_.each_field([&](const ThriftField& field) { tag_field(field, tag); });
      if (reader_.good()) add(tag.key, value(tag));
    });
  }

  void tag_field(const ThriftField& field, Tag& tag) {
    switch (field.id) {
      case 1:
        tag.key = reader_.text(field);
        break;
      case 2:
        tag.type = reader_.integer(field);
        break;
      case 3:
        tag.text = reader_.text(field);
        break;
      case 4:
        tag.real = reader_.real(field);
        break;
      case 5:
        tag.boolean = reader_.boolean(field);
        break;
      case 6:
        tag.integer = reader_.integer(field);
        break;
      case 7:
        tag.bytes = reader_.text(field);
        break;
      default:
        reader_.skip(field);
    }
  }

  AttributeValue value(const Tag& tag) {
    switch (tag.type) {
      case 0:
        return AttributeValue::of_text(tag.text);
      case 1:
        return AttributeValue::of_real(tag.real);
      case 2:
        return AttributeValue::of_bool(tag.boolean);
      case 3:
        return AttributeValue::of_integer(tag.integer);
      case 4:
        return AttributeValue::of_bytes(tag.bytes);
      default:
        builder_.issues().note(IssueKind::kInvalidValue);
        return {};
    }
  }

  ThriftReader& reader_;
  SpanBuilder& builder_;
};

}  // namespace

void read_jaeger_batch(ThriftReader& reader, SpanBuilder& builder) { BatchReader(reader, builder).batch(); }

}  // namespace tracewh::decode
