#include "decode/normalize/semantics.hpp"

#include "base/error.hpp"
#include "decode/decoding.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace tracewh;
using namespace tracewh::decode;
using namespace tracewh::decode::test;
using model::Facet;
using model::Role;

namespace {

/// A member list of string attributes.
std::string texts(std::initializer_list<std::pair<std::string_view, std::string_view>> attributes) {
  std::string list;
  for (const auto& [key, value] : attributes) {
    if (!list.empty()) list += ',';
    list +=
        R"({"key":")" + std::string(key) + R"(","value":{"stringValue":")" + std::string(value) + R"("}})";
  }
  return R"(,"attributes":[)" + list + "]";
}

Role role_of(std::string_view name, const std::string& more = {}) {
  return decode_all("otlp-json", otlp_json(json_span(name, more))).batch->spans.at(0).role;
}

std::uint8_t evidence_of(const std::string& more) { return decode_span(more).batch->spans.at(0).evidence; }

std::string facet_of(Facet which, const std::string& more) {
  const auto decoded = decode_span(more);
  return facet(*decoded.batch, decoded.batch->spans.at(0), which);
}

/// The message with which a mapping is refused.
std::string refusal(const std::string& mapping) {
  const auto path = std::filesystem::temp_directory_path() / "tracewh_semantics_test.json";
  std::ofstream(path) << mapping;
  std::string message = "(accepted)";
  try {
    Semantics::from_file(path);
  } catch (const base::Error& error) {
    CHECK(error.code() == base::ErrorCode::kUsage);
    message = error.what();
  }
  std::filesystem::remove(path);
  return message;
}

}  // namespace

TEST_CASE("the attribute that names the role comes before everything else") {
  CHECK(role_of("worker.x", texts({{"span.kind", "protocol"}})) == Role::kMessage);
  CHECK(role_of("x", texts({{"span.kind", "multiagent"}, {"gen_ai.operation.name", "chat"}})) == Role::kTask);
  CHECK(role_of("x", texts({{"span.kind", "server"}, {"gen_ai.operation.name", "chat"}})) == Role::kLlm);
  CHECK(role_of("x", texts({{"openinference.span.kind", "RETRIEVER"}})) == Role::kStorage);
  CHECK(role_of("x", texts({{"traceloop.span.kind", "workflow"}})) == Role::kTask);
  CHECK(role_of("x", texts({{"db.system", "sqlite"}})) == Role::kStorage);
  CHECK(role_of("x", texts({{"mcp.method.name", "tools/call"}})) == Role::kTool);
  CHECK(role_of("x", texts({{"mcp.method.name", "tools/list"}})) == Role::kMessage);
}

TEST_CASE("names decide before the presence of ambiguous attributes") {
  CHECK(role_of("worker.code", texts({{"multiagent.worker.id", "w"}, {"multiagent.task.id", "t"}})) ==
        Role::kWorker);
  CHECK(role_of("multiagent.task.code", texts({{"multiagent.worker.id", "w"}})) == Role::kTask);
  CHECK(role_of("orchestrator.plan") == Role::kTask);
  CHECK(role_of("protocol.send") == Role::kMessage);
  CHECK(role_of("GET /health") == Role::kOther);
}

TEST_CASE("failures are seen in status, events and attributes") {
  namespace evidence = model::evidence;
  CHECK(evidence_of("") == 0);
  CHECK(evidence_of(R"(,"status":{"code":2})") == evidence::kStatus);
  CHECK(evidence_of(R"(,"status":{"code":1},"events":[{"name":"exception"}])") == evidence::kException);
  CHECK(evidence_of(texts({{"error.type", "Timeout"}})) == evidence::kErrorAttribute);
  CHECK(evidence_of(texts({{"error.type", ""}})) == 0);
  CHECK(evidence_of(texts({{"error", "true"}})) == evidence::kErrorAttribute);
  CHECK(evidence_of(texts({{"error", "false"}})) == 0);
  CHECK(evidence_of(R"(,"attributes":[{"key":"error","value":{"boolValue":true}}])") ==
        evidence::kErrorAttribute);
}

TEST_CASE("the error message is the best text that the evidence has") {
  const auto message = [](const std::string& more) {
    return std::string(decode_span(more).batch->spans.at(0).error_message);
  };
  CHECK(message(texts({{"error.type", "T"}})) == "T");
  CHECK(message(texts({{"error.type", "T"}, {"error.message", "M"}})) == "M");
  CHECK(message(R"(,"events":[{"name":"exception","attributes":[{"key":"exception.message","value":)"
                R"({"stringValue":"E"}}]}])" +
                texts({{"error.type", "T"}})) == "E");
  CHECK(message(R"(,"status":{"code":2,"message":"said"})" + texts({{"error.type", "T"}})) == "");
}

TEST_CASE("facets take the first usable attribute, in whatever type it comes") {
  CHECK(facet_of(Facet::kAgent, texts({{"agent.id", "7"}, {"gen_ai.agent.name", "planner"}})) == "planner");
  CHECK(facet_of(Facet::kAgent, texts({{"agent.id", "7"}, {"gen_ai.agent.name", ""}})) == "7");
  CHECK(facet_of(Facet::kInputTokens, texts({{"llm.prompt_tokens", "12"}})) == "12");
  CHECK(facet_of(Facet::kInputTokens,
                 R"(,"attributes":[{"key":"llm.prompt_tokens","value":{"doubleValue":12.0}}])") == "12");
  CHECK(facet_of(Facet::kInputTokens, texts({{"llm.prompt_tokens", "many"}})) == "(none)");
  CHECK(facet_of(Facet::kTaskId,
                 R"(,"attributes":[{"key":"multiagent.task.id","value":{"intValue":"5"}}])") == "5");
  CHECK(facet_of(Facet::kCost, R"(,"attributes":[{"key":"llm.cost","value":{"intValue":"2"}}])") == "2");
}

TEST_CASE("a mapping file that is wrong is refused with place and reason") {
  const auto with = [](const std::string& roles, const std::string& facets) {
    return R"({"roles":[)" + roles + R"(],"facets":{)" + facets +
           R"(},"failure":{"attributes":[],"flags":[],"texts":[]},"exception":{"event":"exception","texts":[]}})";
  };
  CHECK(refusal(with("", "")) == "(accepted)");
  CHECK_THAT(refusal(with(R"({"name":"a*","role":"boss"})", "")),
             Catch::Contains("roles[0]: unknown role 'boss'"));
  CHECK_THAT(refusal(with("", R"("colour":["k"])")), Catch::Contains("unknown facet 'colour'"));
  CHECK_THAT(refusal(with(R"({"nmae":"a*","role":"task"})", "")), Catch::Contains("unknown member 'nmae'"));
  CHECK_THAT(refusal(with(R"({"role":"task"})", "")), Catch::Contains("needs either 'attribute' or 'name'"));
  CHECK_THAT(refusal("{}"), Catch::Contains("'roles' is missing"));
  CHECK_THAT(refusal("not json"), Catch::Contains("parse error"));
  CHECK_THROWS_AS(Semantics::from_file("/nonexistent/semantics.json"), base::Error);
}
