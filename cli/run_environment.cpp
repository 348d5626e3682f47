#include "cli/run_environment.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace tracewh::cli {
namespace {

using Variables = std::map<std::string, std::string>;

/// Settings with which an SDK sends nothing. They may be meant, so they stay.
constexpr std::array<std::pair<const char*, std::string_view>, 2> kSilencers{
    {{"OTEL_SDK_DISABLED", "true"}, {"OTEL_TRACES_SAMPLER", "always_off"}}};

Variables own_variables() {
  Variables variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::string value_of(const Variables& variables, const std::string& name) {
  const auto found = variables.find(name);
  return found == variables.end() ? std::string() : found->second;
}

/// As OpenTelemetry asks of values in OTEL_RESOURCE_ATTRIBUTES.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kPlain = "-._~";
  std::string result;
  for (const char c : text) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_letter || kPlain.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

/// The protocol of OTLP that is set, if it is one that the receivers know.
std::string otlp_protocol(const Variables& variables) {
  std::string protocol = value_of(variables, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL");
  if (protocol.empty()) protocol = value_of(variables, "OTEL_EXPORTER_OTLP_PROTOCOL");
  return protocol == "grpc" || protocol == "http/json" ? protocol : "http/protobuf";
}

std::string exporter(const Variables& variables) {
  const std::string set = value_of(variables, "OTEL_TRACES_EXPORTER");
  return set == "zipkin" || set == "jaeger" ? set : "otlp";
}

}  // namespace

RunEnvironment run_environment(const RunReceivers& receivers, const std::string& run,
                               const std::string& database, const std::string& traceparent) {
  Variables variables = own_variables();
  RunEnvironment result;
  const auto replace = [&](const std::string& name, const std::string& value) {
    const std::string before = value_of(variables, name);
    if (!before.empty() && before != value) {
      result.notes.push_back(fmt::format("{} is {} for the command, not {}", name, value, before));
    }
    variables[name] = value;
  };
  const std::string protocol = otlp_protocol(variables);
  const std::string& otlp = protocol == "grpc" ? receivers.otlp_grpc : receivers.otlp_http;
  replace("OTEL_TRACES_EXPORTER", exporter(variables));
  replace("OTEL_EXPORTER_OTLP_PROTOCOL", protocol);
  replace("OTEL_EXPORTER_OTLP_ENDPOINT", otlp);
  // These two win over the general ones, so they are replaced only where they are set.
  if (variables.count("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") != 0) {
    replace("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", protocol);
  }
  if (variables.count("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") != 0) {
    replace("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", protocol == "grpc" ? otlp : otlp + "/v1/traces");
  }
  replace("OTEL_EXPORTER_ZIPKIN_ENDPOINT", receivers.zipkin + "/api/v2/spans");
  replace("OTEL_EXPORTER_JAEGER_ENDPOINT", receivers.jaeger + "/api/traces");
  for (const auto& [name, silent] : kSilencers) {
    if (value_of(variables, name) == silent) {
      result.notes.push_back(fmt::format("{} is {}, so the command may send nothing", name, silent));
    }
  }
  variables["TRACEWH_DB"] = database;
  variables["TRACEPARENT"] = traceparent;
  std::string& attributes = variables["OTEL_RESOURCE_ATTRIBUTES"];
  if (!attributes.empty()) attributes += ',';
  attributes += "tracewh.run.name=" + percent_encoded(run);
  for (const auto& [name, value] : variables) result.variables.push_back(fmt::format("{}={}", name, value));
  return result;
}

}  // namespace tracewh::cli
