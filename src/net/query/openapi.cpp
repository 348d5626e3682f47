#include "net/query/openapi.hpp"

#include "net/query/embedded.hpp"

#include <nlohmann/json.hpp>

namespace tracewh::net {
namespace {

using Json = nlohmann::ordered_json;

Json text_parameter(std::string_view name, std::string_view description) {
  return {{"name", name}, {"in", "query"}, {"description", description}, {"schema", {{"type", "string"}}}};
}

/// A number or flag as JSON has it, where its text is JSON, too.
Json value_of(const Json& type, const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  return type == "string" || value.is_discarded() ? Json(text) : value;
}

Json schema_of(const query::Parameter& parameter) {
  Json schema{{"type", "string"}};
  if (parameter.type == query::ParameterType::kInteger) schema["type"] = "integer";
  if (parameter.type == query::ParameterType::kNumber) schema["type"] = "number";
  if (parameter.type == query::ParameterType::kFlag) schema["type"] = "boolean";
  if (!parameter.choices.empty()) schema["enum"] = parameter.choices;
  if (const auto& text = parameter.default_text) schema["default"] = value_of(schema["type"], *text);
  return schema;
}

Json describe(const query::Parameter& parameter) {
  Json description = text_parameter(parameter.name, parameter.description);
  if (parameter.required) description["required"] = true;
  description["schema"] = schema_of(parameter);
  return description;
}

Json repeated(std::string_view name, std::string_view description) {
  Json parameter = text_parameter(name, description);
  parameter["schema"] = {{"type", "array"}, {"items", {{"type", "string"}}}};
  return parameter;
}

Json describe(const query::QueryDefinition& query, const Json& responses) {
  Json parameters = Json::array();
  for (const query::Parameter& parameter : query.parameters) parameters.push_back(describe(parameter));
  if (query.attribute_scope) {
    parameters.push_back(repeated("attr", "only spans with this attribute: KEY=VALUE, KEY!=VALUE, KEY>7"));
    parameters.push_back(repeated("trace", "the ID of a trace to look at, or its beginning"));
    parameters.push_back(text_parameter("of", "another question, whose traces are looked at"));
  }
  return {{"summary", query.summary}, {"parameters", parameters}, {"responses", responses}};
}

}  // namespace

std::string openapi_description(const query::Catalogue& catalogue) {
  constexpr std::string_view kFile = "src/net/query/openapi.json";
  Json description = Json::parse(base::find_embedded(embedded_files(), kFile));
  Json& paths = description["paths"];
  const Json responses = paths["/api/tracewh/query/{name}"]["get"]["responses"];
  for (const std::string& name : catalogue.names())
    paths["/api/tracewh/query/" + name]["get"] = describe(catalogue.get(name), responses);
  return description.dump(1) + '\n';
}

}  // namespace tracewh::net
