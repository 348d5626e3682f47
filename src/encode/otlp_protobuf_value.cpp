#include "encode/otlp_protobuf_value.hpp"

#include "base/base64.hpp"

namespace tracewh::encode {
namespace {

using protozero::pbf_writer;

/// Fills in one AnyValue.
struct ValueWriter {
  pbf_writer& any;

  void operator()(std::monostate) const {}
  void operator()(bool value) const { any.add_bool(2, value); }
  void operator()(std::int64_t value) const { any.add_int64(3, value); }
  void operator()(double value) const { any.add_double(4, value); }
  void operator()(std::string_view value) const { any.add_string(1, value.data(), value.size()); }

  void operator()(const content::Base64& base64) const {
    std::string bytes;
    base::append_from_base64(bytes, base64.text);
    any.add_bytes(7, bytes);
  }

  // A message under construction that stays empty is not written, hence the branches.
  void operator()(const content::Value::Array& array) const {
    if (array.empty()) return any.add_message(5, "", 0);
    pbf_writer list(any, 5);
    for (const content::Value& element : array) {
      if (element.data.index() == 0) {
        list.add_message(1, "", 0);
        continue;
      }
      pbf_writer value(list, 1);
      std::visit(ValueWriter{value}, element.data);
    }
  }

  void operator()(const content::Value::Map& map) const {
    if (map.empty()) return any.add_message(6, "", 0);
    pbf_writer list(any, 6);
    add_key_values(list, 1, map);
  }
};

/// A text, or each text of a list.
void add_texts(pbf_writer& message, std::uint32_t field, const content::Value* value) {
  if (value == nullptr) return;
  if (const std::string_view* text = value->text()) message.add_string(field, text->data(), text->size());
  if (const auto* array = std::get_if<content::Value::Array>(&value->data)) {
    for (const content::Value& element : *array) add_texts(message, field, &element);
  }
}

}  // namespace

void add_key_values(pbf_writer& message, std::uint32_t field, const content::Attributes& attributes) {
  for (const auto& [key, value] : attributes) {
    pbf_writer pair(message, field);
    pair.add_string(1, key.data(), key.size());
    pbf_writer any(pair, 2);
    std::visit(ValueWriter{any}, value.data);
  }
}

void add_entity_ref(pbf_writer& message, std::uint32_t field, const content::Attributes& attributes) {
  std::string bytes;
  pbf_writer ref(bytes);
  add_texts(ref, 1, content::find(attributes, "schemaUrl"));
  add_texts(ref, 2, content::find(attributes, "type"));
  add_texts(ref, 3, content::find(attributes, "idKeys"));
  add_texts(ref, 4, content::find(attributes, "descriptionKeys"));
  message.add_message(field, bytes);
}

}  // namespace tracewh::encode
