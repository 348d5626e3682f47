#include "decode/formats/otlp_protobuf_value.hpp"

#include "base/limits.hpp"

#include <protozero/types.hpp>

namespace tracewh::decode {
namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;
using protozero::tag_and_type;

/// Reads AnyValue and what it contains.
class ValueReader {
 public:
  ValueReader(AttributeList& list, IssueCounter& issues) : list_(list), issues_(issues) {}

  Attribute key_value(pbf_reader message, int depth) {
    Attribute attribute;
    while (message.next()) {
      switch (message.tag_and_type()) {
        case tag_and_type(1, pbf_wire_type::length_delimited):
          attribute.key = as_text(message.get_view());
          break;
        case tag_and_type(2, pbf_wire_type::length_delimited):
          attribute.value = any(message.get_message(), depth);
          break;
        default:
          message.skip();
      }
    }
    return attribute;
  }

 private:
  AttributeValue any(pbf_reader message, int depth) {
    AttributeValue value;
    while (message.next()) {
      switch (message.tag_and_type()) {
        case tag_and_type(1, pbf_wire_type::length_delimited):
          value = AttributeValue::of_text(as_text(message.get_view()));
          break;
        case tag_and_type(2, pbf_wire_type::varint):
          value = AttributeValue::of_bool(message.get_bool());
          break;
        case tag_and_type(3, pbf_wire_type::varint):
          value = AttributeValue::of_integer(message.get_int64());
          break;
        case tag_and_type(4, pbf_wire_type::fixed64):
          value = AttributeValue::of_real(message.get_double());
          break;
        case tag_and_type(5, pbf_wire_type::length_delimited):
          value = composite(message.get_message(), false, depth + 1);
          break;
        case tag_and_type(6, pbf_wire_type::length_delimited):
          value = composite(message.get_message(), true, depth + 1);
          break;
        case tag_and_type(7, pbf_wire_type::length_delimited):
          value = AttributeValue::of_bytes(as_text(message.get_view()));
          break;
        default:
          message.skip();
      }
    }
    return value;
  }

  /// ArrayValue or KeyValueList.
  AttributeValue composite(pbf_reader message, bool is_map, int depth) {
    if (depth > base::limits::kValueDepth) {
      issues_.note(IssueKind::kTooDeep);
      return {};
    }
    const std::size_t opened = list_.open();
    while (message.next(1, pbf_wire_type::length_delimited)) {
      if (is_map) {
        const Attribute entry = key_value(message.get_message(), depth);
        list_.add_entry(entry.key, entry.value);
      } else {
        list_.add_element(any(message.get_message(), depth));
      }
    }
    return is_map ? list_.close_map(opened) : list_.close_array(opened);
  }

  AttributeList& list_;
  IssueCounter& issues_;
};

AttributeValue close_texts(pbf_reader message, std::uint32_t field, AttributeList& list) {
  const std::size_t opened = list.open();
  while (message.next(field, pbf_wire_type::length_delimited)) {
    list.add_element(AttributeValue::of_text(as_text(message.get_view())));
  }
  return list.close_array(opened);
}

}  // namespace

void add_otlp_attribute(pbf_reader message, AttributeList& list, IssueCounter& issues) {
  const Attribute attribute = ValueReader(list, issues).key_value(message, 0);
  list.add(attribute.key, attribute.value);
}

void add_otlp_entity_ref(pbf_reader message, AttributeList& list) {
  constexpr std::uint32_t kIdKeys = 3;
  constexpr std::uint32_t kDescriptionKeys = 4;
  const std::size_t opened = list.open();
  const pbf_reader whole = message;
  bool has_ids = false;
  bool has_descriptions = false;
  while (message.next()) {
    const auto kind = message.tag_and_type();
    if (kind == tag_and_type(1, pbf_wire_type::length_delimited)) {
      list.add_entry("schemaUrl", AttributeValue::of_text(as_text(message.get_view())));
    } else if (kind == tag_and_type(2, pbf_wire_type::length_delimited)) {
      list.add_entry("type", AttributeValue::of_text(as_text(message.get_view())));
    } else {
      has_ids = has_ids || message.tag() == kIdKeys;
      has_descriptions = has_descriptions || message.tag() == kDescriptionKeys;
      message.skip();
    }
  }
  if (has_ids) list.add_entry("idKeys", close_texts(whole, kIdKeys, list));
  if (has_descriptions) list.add_entry("descriptionKeys", close_texts(whole, kDescriptionKeys, list));
  list.add_element(list.close_map(opened));
}

}  // namespace tracewh::decode
