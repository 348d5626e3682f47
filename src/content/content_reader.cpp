#include "content/content_reader.hpp"

#include "base/hex.hpp"
#include "base/number.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <limits>

namespace tracewh::content {
namespace {

namespace dom = simdjson::dom;

Value read_value(dom::element element);

// An `Element` is a dom::element or the result of looking for one.

template <typename T, typename Element>
T get_or(const Element& element, T otherwise) {
  T value{};
  return element.get(value) == simdjson::SUCCESS ? value : otherwise;
}

template <typename Element>
std::uint32_t count(const Element& element) {
  return static_cast<std::uint32_t>(get_or<std::int64_t>(element, 0));
}

template <typename Element>
Attributes members(const Element& element) {
  Attributes attributes;
  dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return attributes;
  for (const auto [key, value] : object) attributes.push_back({key, read_value(value)});
  return attributes;
}

double special_real(std::string_view word) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (word == "Infinity") return kInfinity;
  return word == "-Infinity" ? -kInfinity : std::numeric_limits<double>::quiet_NaN();
}

Value read_object(dom::element object) {
  // Only as the one member are these words reserved.
  if (dom::object(object).size() == 1) {
    const auto [key, inner] = *dom::object(object).begin();
    if (key == "kvlistValue") return {members(inner)};
    if (key == "bytesValue") return {Base64{get_or<std::string_view>(inner, {})}};
    if (key == "doubleValue") return {special_real(get_or<std::string_view>(inner, {}))};
  }
  return {members(object)};
}

Value read_array(dom::array array) {
  Value::Array values;
  for (const dom::element element : array) values.push_back(read_value(element));
  return {std::move(values)};
}

Value read_value(dom::element element) {
  switch (element.type()) {
    case dom::element_type::ARRAY:
      return read_array(element);
    case dom::element_type::OBJECT:
      return read_object(element);
    case dom::element_type::INT64:
      return {static_cast<std::int64_t>(element)};
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
      return {static_cast<double>(element)};
    case dom::element_type::STRING:
      return {static_cast<std::string_view>(element)};
    case dom::element_type::BOOL:
      return {static_cast<bool>(element)};
    case dom::element_type::NULL_VALUE:
      break;
  }
  return {};
}

Event read_event(dom::element element) {
  Event event;
  event.time_ns = get_or<std::int64_t>(element["time_ns"], 0);
  event.name = get_or<std::string_view>(element["name"], {});
  event.attributes = members(element["attributes"]);
  event.dropped_attributes = count(element["dropped_attributes"]);
  return event;
}

Link read_link(dom::element element) {
  Link link;
  base::from_hex(get_or<std::string_view>(element["trace_id"], {}), link.trace_id.bytes);
  const auto span_id = get_or<std::string_view>(element["span_id"], {});
  link.span_id.value = base::parse_integer<std::uint64_t>(span_id, 16).value_or(0);
  link.trace_state = get_or<std::string_view>(element["trace_state"], {});
  link.attributes = members(element["attributes"]);
  link.dropped_attributes = count(element["dropped_attributes"]);
  link.flags = count(element["flags"]);
  return link;
}

}  // namespace

/// A parser owns the text of what it parsed last.
struct ContentReader::Parsers {
  dom::parser keys;
  dom::parser values;
  dom::parser events;
  dom::parser links;
  dom::parser other;
};

namespace {

/// Calls `visit` with the elements of the JSON array `json`; with none when it is no such thing.
template <typename Visit>
void each_element(dom::parser& parser, std::string_view json, Visit visit) {
  dom::array array;
  if (json.empty() || parser.parse(json.data(), json.size()).get(array) != simdjson::SUCCESS) return;
  for (const dom::element element : array) visit(element);
}

}  // namespace

ContentReader::ContentReader() : parsers_(std::make_unique<Parsers>()) {}

ContentReader::~ContentReader() = default;

SpanContent ContentReader::span(const model::Span& span) {
  SpanContent content;
  each_element(parsers_->keys, span.payload->attribute_keys, [&](dom::element key) {
    content.attributes.push_back({get_or<std::string_view>(key, {}), {}});
  });
  std::size_t position = 0;
  each_element(parsers_->values, span.payload->attribute_values, [&](dom::element value) {
    if (position < content.attributes.size()) content.attributes[position++].value = read_value(value);
  });
  each_element(parsers_->events, span.payload->events,
               [&](dom::element event) { content.events.push_back(read_event(event)); });
  each_element(parsers_->links, span.payload->links,
               [&](dom::element link) { content.links.push_back(read_link(link)); });
  return content;
}

Attributes ContentReader::object(std::string_view json) {
  return json.empty() ? Attributes{} : members(parsers_->other.parse(json.data(), json.size()));
}

std::vector<Attributes> ContentReader::objects(std::string_view json) {
  std::vector<Attributes> objects;
  each_element(parsers_->other, json, [&](dom::element element) { objects.push_back(members(element)); });
  return objects;
}

}  // namespace tracewh::content
