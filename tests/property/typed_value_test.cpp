#include "property/typed_value.hpp"

#include "property/ingested_database.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <protozero/pbf_writer.hpp>

#include <map>
#include <sstream>

namespace tracewh::property {
namespace {

using Attributes = std::map<std::string, TypedValue>;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t kStart = 1'768'467'600'000'000'000;

std::string json_request(const std::vector<Attributes>& spans) {
  Json list = Json::array();
  for (std::size_t i = 0; i < spans.size(); ++i) {
    Json attributes = Json::array();
    for (const auto& [key, value] : spans[i])
      attributes.push_back({{"key", key}, {"value", to_otlp_json(value)}});
    list.push_back({{"traceId", "0102030405060708090a0b0c0d0e0f10"},
                    {"spanId", fmt::format("{:016x}", i + 1)},
                    {"name", "values"},
                    {"startTimeUnixNano", std::to_string(kStart)},
                    {"endTimeUnixNano", std::to_string(kStart + i)},
                    {"attributes", attributes}});
  }
  const Json scope = {{"spans", list}};
  const Json resource = {{"scopeSpans", Json::array({scope})}};
  return Json{{"resourceSpans", Json::array({resource})}}.dump();
}

std::string protobuf_span(std::size_t number, const Attributes& attributes) {
  std::string message;
  protozero::pbf_writer span(message);
  span.add_bytes(1, "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10", 16);
  std::string id(8, '\0');
  id[6] = static_cast<char>((number + 1) >> 8);
  id[7] = static_cast<char>(number + 1);
  span.add_bytes(2, id);
  span.add_string(5, "values");
  span.add_fixed64(7, kStart);
  span.add_fixed64(8, kStart + number);
  for (const auto& [key, value] : attributes) {
    protozero::pbf_writer attribute(span, 9);
    attribute.add_string(1, key);
    attribute.add_message(2, to_otlp_protobuf(value));
  }
  return message;
}

std::string protobuf_request(const std::vector<Attributes>& spans) {
  std::string message;
  protozero::pbf_writer request(message);
  protozero::pbf_writer resource(request, 1);
  protozero::pbf_writer scope(resource, 2);
  for (std::size_t i = 0; i < spans.size(); ++i) scope.add_message(2, protobuf_span(i, spans[i]));
  scope.commit();
  resource.commit();
  return message;
}

/// Compares line by line, so that a failure shows the one span that differs.
void check_lines(const std::string& actual, const std::string& expected) {
  std::istringstream actual_lines(actual);
  std::istringstream expected_lines(expected);
  std::string wanted;
  for (std::string line; std::getline(expected_lines, wanted);) {
    std::getline(actual_lines, line);
    CHECK(line == wanted);
  }
}

TEST_CASE("attribute values of every type are stored exactly, from JSON and from protobuf") {
  std::mt19937_64 random(20260115);
  std::vector<Attributes> spans(300);
  std::string expected;
  for (Attributes& attributes : spans) {
    for (int i = 0; i < 8; ++i) attributes.emplace("key" + std::to_string(i), random_value(random));
    std::string values;
    for (const auto& [key, value] : attributes) values += (values.empty() ? "" : ",") + to_stored_json(value);
    expected += "[" + values + "]\n";
  }
  const std::string stored =
      "SELECT coalesce(s.attribute_values, p.attribute_values) FROM span s LEFT JOIN span_payload p ON p.id "
      "= s.payload"
      " ORDER BY span_id";
  IngestedDatabase json;
  json.ingest({json_request(spans)});
  check_lines(json.ask(stored), expected);
  IngestedDatabase protobuf;
  protobuf.ingest({protobuf_request(spans)});
  check_lines(protobuf.ask(stored), expected);
  CHECK(json.content() == protobuf.content());
}

}  // namespace
}  // namespace tracewh::property
