#include "decode/formats/otlp_protobuf.hpp"

#include "decode/formats/otlp_protobuf_span.hpp"
#include "decode/formats/otlp_protobuf_value.hpp"
#include "decode/wire/protobuf_splitter.hpp"

#include <fmt/format.h>
#include <protozero/exception.hpp>
#include <protozero/types.hpp>
#include <protozero/varint.hpp>

#include <algorithm>

namespace tracewh::decode {
namespace {

using protozero::pbf_reader;

constexpr auto kLength = protozero::pbf_wire_type::length_delimited;
constexpr auto kVarint = protozero::pbf_wire_type::varint;

constexpr std::uint32_t field(std::uint32_t number, protozero::pbf_wire_type type) {
  return protozero::tag_and_type(number, type);
}

class OtlpProtobufDecoder final : public Decoder {
 public:
  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder_ = &builder;
    cut_off_ = false;
    builder.begin_record(offset);
    try {
      read_traces(pbf_reader(record.data(), record.size()));
    } catch (const protozero::end_of_buffer_exception&) {
      cut_off_ = true;
    } catch (const protozero::exception& error) {
      builder.report("bad_protobuf", fmt::format("not a valid message: {}", error.what()));
    }
    if (cut_off_) builder.report("truncated_record", "the message is cut off");
    builder.end_record();
  }

 private:
  /// The message's next sub-message, or as much of it as there is.
  pbf_reader sub_message(pbf_reader& message) {
    const protozero::data_view rest = message.data();
    try {
      return message.get_message();
    } catch (const protozero::end_of_buffer_exception&) {
      cut_off_ = true;
      const char* begin = rest.data();
      const char* const end = begin + rest.size();
      protozero::decode_varint(&begin, end);
      message = pbf_reader();
      return pbf_reader(begin, static_cast<std::size_t>(end - begin));
    }
  }

  void read_traces(pbf_reader message) {
    while (message.next()) {
      if (message.tag_and_type() == field(1, kLength)) {
        read_resource_spans(sub_message(message));
      } else {
        message.skip();
      }
    }
  }

  void read_resource_spans(pbf_reader message) {
    builder_->begin_resource();
    try {
      resource_spans_fields(message);
    } catch (const protozero::exception&) {
      builder_->end_resource();
      throw;
    }
    builder_->end_resource();
  }

  void resource_spans_fields(pbf_reader message) {
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kLength):
          read_resource(message.get_message());
          break;
        case field(2, kLength):
        case field(1000, kLength):  // instrumentation_library_spans, of the same layout
          read_scope_spans(sub_message(message));
          break;
        case field(3, kLength):
          builder_->resource().schema_url = as_text(message.get_view());
          break;
        default:
          message.skip();
      }
    }
  }

  void read_resource(pbf_reader message) {
    AttributeList& list = builder_->resource_attributes();
    const std::size_t opened = list.open();
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kLength):
          add_otlp_attribute(message.get_message(), list, builder_->issues());
          break;
        case field(2, kVarint):
          builder_->resource().dropped_attributes = message.get_uint32();
          break;
        case field(3, kLength):
          add_otlp_entity_ref(message.get_message(), list);
          break;
        default:
          message.skip();
      }
    }
    if (list.open() != opened) builder_->resource().entity_refs = list.close_array(opened).text;
  }

  void read_scope_spans(pbf_reader message) {
    builder_->begin_scope();
    try {
      scope_spans_fields(message);
    } catch (const protozero::exception&) {
      builder_->end_scope();
      throw;
    }
    builder_->end_scope();
  }

  void scope_spans_fields(pbf_reader message) {
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kLength):
          read_scope(message.get_message());
          break;
        case field(2, kLength):
          read_otlp_span(message.get_message(), *builder_);
          break;
        case field(3, kLength):
          builder_->scope().schema_url = as_text(message.get_view());
          break;
        default:
          message.skip();
      }
    }
  }

  void read_scope(pbf_reader message) {
    model::ScopeRecord& scope = builder_->scope();
    while (message.next()) {
      switch (message.tag_and_type()) {
        case field(1, kLength):
          scope.name = as_text(message.get_view());
          break;
        case field(2, kLength):
          scope.version = as_text(message.get_view());
          break;
        case field(3, kLength):
          add_otlp_attribute(message.get_message(), builder_->scope_attributes(), builder_->issues());
          break;
        case field(4, kVarint):
          scope.dropped_attributes = message.get_uint32();
          break;
        default:
          message.skip();
      }
    }
  }

  SpanBuilder* builder_ = nullptr;  // of the record at hand
  bool cut_off_ = false;
};

}  // namespace

/// Looks whether field 1 is ResourceSpans. Zipkin's ListOfSpans begins alike, but its field 1 begins with the
/// 8 or 16 bytes of an ID, no message.
bool is_otlp_protobuf(std::string_view bytes) {
  constexpr auto kMessageTag = '\x0A';
  if (!bytes.starts_with(kMessageTag)) return false;
  try {
    const std::uint64_t length = protobuf_field_length(bytes);
    if (length == 0) return false;
    const char* at = bytes.data() + 1;
    const std::uint64_t body = protozero::decode_varint(&at, bytes.data() + bytes.size());
    const auto left = static_cast<std::size_t>(bytes.data() + bytes.size() - at);
    pbf_reader message(at, std::min<std::size_t>(static_cast<std::size_t>(body), left));
    if (body == 0) return true;
    if (!message.next() || message.wire_type() != kLength) return false;
    if (message.tag() != 1 && message.tag() != 2 && message.tag() != 3 && message.tag() != 1000) return false;
    if (message.tag() != 1) return true;
    // Resource: attributes, dropped count, entity refs, or nothing.
    pbf_reader resource = message.get_message();
    return !resource.next() || (resource.tag() <= 3 && resource.tag() != 0);
  } catch (const protozero::end_of_buffer_exception&) {
    return true;  // the head ends inside the message
  } catch (const protozero::exception&) {
    return false;
  }
}

std::unique_ptr<Decoder> make_otlp_protobuf_decoder() { return std::make_unique<OtlpProtobufDecoder>(); }

}  // namespace tracewh::decode
