#include "property/typed_value.hpp"

#include "base/base64.hpp"

#include <protozero/pbf_writer.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

namespace tracewh::property {
namespace {

using Json = nlohmann::ordered_json;

template <typename T, std::size_t N>
const T& pick(const std::array<T, N>& items, std::mt19937_64& random) {
  return items[random() % N];
}

std::string random_text(std::mt19937_64& random) {
  static const std::array<std::string, 9> kTexts{
      "",  "plain",    "\"quoted\"\\", "tab\tline\nfeed", std::string("nul\0byte", 8), "üñîçødé ✓ 漢字",
      "😀", "\x1b[31m", "\x7f"};
  return pick(kTexts, random);
}

double random_double(std::mt19937_64& random) {
  static const std::array<double, 12> kNumbers{0.0,
                                               -0.0,
                                               3.0,
                                               0.1,
                                               1e21,
                                               5e-324,
                                               1.7976931348623157e308,
                                               -2.5,
                                               1.0 / 3.0,
                                               std::numeric_limits<double>::quiet_NaN(),
                                               std::numeric_limits<double>::infinity(),
                                               -std::numeric_limits<double>::infinity()};
  if (random() % 2 == 0) return pick(kNumbers, random);
  const double any = std::bit_cast<double>(random());
  return std::isfinite(any) ? any : 1.5;
}

std::int64_t random_integer(std::mt19937_64& random) {
  static const std::array<std::int64_t, 6> kNumbers{0, -1, INT64_MAX, INT64_MIN, (std::int64_t{1} << 53) + 1,
                                                    42};
  return random() % 2 == 0 ? pick(kNumbers, random) : static_cast<std::int64_t>(random());
}

/// Distinct keys, some of which look like the reserved ones.
TypedValue::Map random_map(std::mt19937_64& random, int depth) {
  static const std::array<std::string, 5> kKeys{"doubleValue", "bytesValue", "kvlistValue", "a", ""};
  TypedValue::Map map;
  const std::size_t first = random() % kKeys.size();
  const std::size_t count = random() % 3;
  for (std::size_t i = 0; i < count; ++i) {
    map.emplace_back(kKeys[(first + i) % kKeys.size()], random_value(random, depth + 1));
  }
  return map;
}

std::string base64(const std::string& bytes) {
  std::string text;
  base::append_base64(text, bytes);
  return text;
}

std::string quote(const std::string& text) { return Json(text).dump(); }

std::string stored_double(double number) {
  if (std::isnan(number)) return R"({"doubleValue":"NaN"})";
  if (std::isinf(number))
    return number > 0 ? R"({"doubleValue":"Infinity"})" : R"({"doubleValue":"-Infinity"})";
  std::array<char, 32> digits{};
  const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  std::string text(digits.data(), result.ptr);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string stored_array(const TypedValue::Array& array) {
  std::string text;
  for (const TypedValue& element : array) text += (text.empty() ? "" : ",") + to_stored_json(element);
  return "[" + text + "]";
}

bool looks_reserved(const TypedValue::Map& map) {
  if (map.size() != 1) return false;
  const std::string& key = map.front().first;
  return key == "doubleValue" || key == "bytesValue" || key == "kvlistValue";
}

std::string stored_map(TypedValue::Map map) {
  // The keys of a map have no order of their own; stored, they are sorted.
  std::ranges::sort(map, {}, [](const auto& entry) { return entry.first; });
  std::string text;
  for (const auto& [key, value] : map)
    text += (text.empty() ? "" : ",") + quote(key) + ":" + to_stored_json(value);
  text = "{" + text + "}";
  return looks_reserved(map) ? R"({"kvlistValue":)" + text + "}" : text;
}

std::string key_value(const std::string& key, const TypedValue& value) {
  std::string message;
  protozero::pbf_writer writer(message);
  writer.add_string(1, key);
  writer.add_message(2, to_otlp_protobuf(value));
  return message;
}

Json double_json(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return number;
}

}  // namespace

TypedValue random_value(std::mt19937_64& random, int depth) {
  switch (random() % (depth < 3 ? 8 : 6)) {
    case 0:
      return {};
    case 1:
      return {random_text(random)};
    case 2:
      return {random() % 2 == 0};
    case 3:
      return {random_integer(random)};
    case 4:
      return {random_double(random)};
    case 5:
      return {Bytes{random_text(random)}};
    case 6: {
      TypedValue::Array array;
      for (std::size_t i = random() % 4; i > 0; --i) array.push_back(random_value(random, depth + 1));
      return {array};
    }
    default:
      return {random_map(random, depth)};
  }
}

Json to_otlp_json(const TypedValue& value) {
  switch (value.value.index()) {
    case 0:
      return Json::object();
    case 1:
      return {{"stringValue", std::get<1>(value.value)}};
    case 2:
      return {{"boolValue", std::get<2>(value.value)}};
    case 3:
      return {{"intValue", std::to_string(std::get<3>(value.value))}};
    case 4:
      return {{"doubleValue", double_json(std::get<4>(value.value))}};
    case 5:
      return {{"bytesValue", base64(std::get<5>(value.value).bytes)}};
    case 6: {
      Json values = Json::array();
      for (const TypedValue& element : std::get<6>(value.value)) values.push_back(to_otlp_json(element));
      return {{"arrayValue", {{"values", values}}}};
    }
    default: {
      Json values = Json::array();
      for (const auto& [key, element] : std::get<7>(value.value)) {
        values.push_back(Json{{"key", key}, {"value", to_otlp_json(element)}});
      }
      return {{"kvlistValue", {{"values", values}}}};
    }
  }
}

std::string to_otlp_protobuf(const TypedValue& value) {
  std::string message;
  protozero::pbf_writer writer(message);
  switch (value.value.index()) {
    case 0:
      break;
    case 1:
      writer.add_string(1, std::get<1>(value.value));
      break;
    case 2:
      writer.add_bool(2, std::get<2>(value.value));
      break;
    case 3:
      writer.add_int64(3, std::get<3>(value.value));
      break;
    case 4:
      writer.add_double(4, std::get<4>(value.value));
      break;
    case 5:
      writer.add_bytes(7, std::get<5>(value.value).bytes);
      break;
    case 6: {
      std::string values;
      protozero::pbf_writer list(values);
      for (const TypedValue& element : std::get<6>(value.value))
        list.add_message(1, to_otlp_protobuf(element));
      writer.add_message(5, values);
      break;
    }
    default: {
      std::string values;
      protozero::pbf_writer list(values);
      for (const auto& [key, element] : std::get<7>(value.value))
        list.add_message(1, key_value(key, element));
      writer.add_message(6, values);
    }
  }
  return message;
}

std::string to_stored_json(const TypedValue& value) {
  switch (value.value.index()) {
    case 0:
      return "null";
    case 1:
      return quote(std::get<1>(value.value));
    case 2:
      return std::get<2>(value.value) ? "true" : "false";
    case 3:
      return std::to_string(std::get<3>(value.value));
    case 4:
      return stored_double(std::get<4>(value.value));
    case 5:
      return R"({"bytesValue":")" + base64(std::get<5>(value.value).bytes) + "\"}";
    case 6:
      return stored_array(std::get<6>(value.value));
    default:
      return stored_map(std::get<7>(value.value));
  }
}

}  // namespace tracewh::property
