#include "cli/run_environment.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace tracewh::cli {
namespace {

/// A variable of this process, as long as it lives.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

RunEnvironment environment_of(const std::string& run) {
  return run_environment({"http://h:1", "http://g:2", "http://z:3", "http://j:4"}, run, "/t.db", "00-trace");
}

bool has(const RunEnvironment& environment, const std::string& variable) {
  return std::ranges::find(environment.variables, variable) != environment.variables.end();
}

TEST_CASE("a command is told where to send, by which run and into which database") {
  const RunEnvironment environment = environment_of("nightly 7,%");
  CHECK(has(environment, "OTEL_TRACES_EXPORTER=otlp"));
  CHECK(has(environment, "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"));
  CHECK(has(environment, "OTEL_EXPORTER_OTLP_ENDPOINT=http://h:1"));
  CHECK(has(environment, "OTEL_EXPORTER_ZIPKIN_ENDPOINT=http://z:3/api/v2/spans"));
  CHECK(has(environment, "OTEL_EXPORTER_JAEGER_ENDPOINT=http://j:4/api/traces"));
  CHECK(has(environment, "OTEL_RESOURCE_ATTRIBUTES=tracewh.run.name=nightly%207%2C%25"));
  CHECK(has(environment, "TRACEWH_DB=/t.db"));
  CHECK(has(environment, "TRACEPARENT=00-trace"));
  CHECK(environment.notes.empty());
}

TEST_CASE("a protocol that is set stays, and an endpoint that is set is replaced with a note") {
  const Variable protocol("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
  const Variable endpoint("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://elsewhere");
  const Variable attributes("OTEL_RESOURCE_ATTRIBUTES", "team=a");
  const RunEnvironment environment = environment_of("r");
  CHECK(has(environment, "OTEL_EXPORTER_OTLP_ENDPOINT=http://g:2"));
  CHECK(has(environment, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://g:2"));
  CHECK(has(environment, "OTEL_RESOURCE_ATTRIBUTES=team=a,tracewh.run.name=r"));
  REQUIRE(environment.notes.size() == 1);
  CHECK(environment.notes.front() ==
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is http://g:2 for the command, not http://elsewhere");
}

TEST_CASE("a setting with which nothing is sent is noted and stays") {
  const Variable disabled("OTEL_SDK_DISABLED", "true");
  const RunEnvironment environment = environment_of("r");
  CHECK(has(environment, "OTEL_SDK_DISABLED=true"));
  REQUIRE(environment.notes.size() == 1);
  CHECK(environment.notes.front() == "OTEL_SDK_DISABLED is true, so the command may send nothing");
}

}  // namespace
}  // namespace tracewh::cli
