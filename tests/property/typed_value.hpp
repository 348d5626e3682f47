#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tracewh::property {

struct TypedValue;

/// Bytes, apart from text.
struct Bytes {
  std::string bytes;
};

/// An attribute value of any type that OpenTelemetry has; the first alternative is the empty value.
struct TypedValue {
  using Array = std::vector<TypedValue>;
  using Map = std::vector<std::pair<std::string, TypedValue>>;

  std::variant<std::monostate, std::string, bool, std::int64_t, double, Bytes, Array, Map> value;
};

/// A value of a random type, with the numbers and texts that break careless programs.
TypedValue random_value(std::mt19937_64& random, int depth = 0);

/// As OTLP JSON and as OTLP protobuf write an AnyValue.
nlohmann::ordered_json to_otlp_json(const TypedValue& value);
std::string to_otlp_protobuf(const TypedValue& value);

/// As tracewh promises to store it: JSON that keeps OpenTelemetry's types.
std::string to_stored_json(const TypedValue& value);

}  // namespace tracewh::property
