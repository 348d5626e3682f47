#include "decode/normalize/redaction.hpp"

#include "decode/formats/message.hpp"
#include "decode/normalize/secret_text.hpp"
#include "decode/normalize/span_builder.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace tracewh::decode {
namespace {

const std::string kSalt = "pepper";

Redaction covering(std::vector<std::string> globs) { return {std::move(globs), false, kSalt}; }

TEST_CASE("a redaction covers the keys that match its patterns, in any case") {
  const Redaction redaction = covering({"user.*", "*Password*"});
  CHECK(redaction.covers("user.email"));
  CHECK(redaction.covers("User.Email"));
  CHECK(redaction.covers("db.password.old"));
  CHECK_FALSE(redaction.covers("user"));
  CHECK_FALSE(redaction.covers("authorization"));
}

TEST_CASE("keys of secrets are covered, counts of tokens are not") {
  const Redaction redaction({}, true, kSalt);
  for (const char* key : {"authorization",
                          "http.request.header.authorization",
                          "Proxy-Authorization",
                          "cookie",
                          "http.response.header.set-cookie",
                          "db.password",
                          "client_secret",
                          "aws.secretAccessKey",
                          "token",
                          "session.token",
                          "refresh_token",
                          "refresh.tokens",
                          "api_key",
                          "x-api-key",
                          "llm.apiKey",
                          "OPENAI_API_KEY",
                          "XSRFToken",
                          "proxy_authorization",
                          "session_cookie",
                          "set_cookie",
                          "setCookie",
                          "Set.Cookie",
                          "http.response.header.set_cookie",
                          "private_key",
                          "private-key",
                          "tls.private.key",
                          "privateKeyPem",
                          "PrivateKey",
                          "access_key",
                          "aws.access-key.id",
                          "accessKeyId",
                          "credential",
                          "credentials",
                          "aws_credentials",
                          "db.credentialId",
                          "jwt",
                          "id-jwt",
                          "userJWT",
                          "jwtPayload",
                          "bearer",
                          "auth.bearer",
                          "bearerAuth",
                          "passphrase",
                          "pass_phrase",
                          "key-passphrase",
                          "sshPassPhrase",
                          "client_secret.max_tokens"}) {
    INFO(key);
    CHECK(redaction.covers(key));
  }
  for (const char* key : {"gen_ai.usage.input_tokens",
                          "gen_ai.usage.prompt_tokens",
                          "llm.token_count.prompt",
                          "llm.usage.total_tokens",
                          "ai.usage.promptTokens",
                          "gen_ai.request.max_tokens",
                          "gen_ai.token.type",
                          "cookies.count",
                          "author",
                          "max-tokens",
                          "max.tokens",
                          "maxTokens",
                          "maxtokens",
                          "token_count",
                          "token.count",
                          "tokenCount",
                          "llm.tokenUsage",
                          "completionTokens",
                          "primary_key",
                          "key",
                          "keyboard",
                          "public_key",
                          "forbearer",
                          "object.wtf",
                          "privacy"}) {
    INFO(key);
    CHECK_FALSE(redaction.covers(key));
  }
}

TEST_CASE("what looks like a secret is found in any text") {
  const std::string web_token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";
  const std::string pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE==\n-----END EC PRIVATE KEY-----";
  const std::vector<std::string> secrets{
      "sk-0123456789abcdefABCDEF",
      "sk-abcdefghijklmnopqrstuvwxyzABCDEFGH",
      "sk-proj-a_b-c0123456789abcdef",
      "sk-ant-api03-abcdefgh-1234",
      "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
      "gho_0123456789abcdefghijklmnopqrstuvwxyz",
      "ghu_0123456789abcdefghijklmnopqrstuvwxyz",
      "ghs_0123456789abcdefghijklmnopqrstuvwxyz",
      "ghr_0123456789abcdefghijklmnopqrstuvwxyz",
      "github_pat_11ABCDEFG0abcdefghijkl_0123456789abcdefghij",
      "AKIAIOSFODNN7EXAMPLE",
      "ASIAIOSFODNN7EXAMPLE",
      web_token,
      "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.",
      pem,
  };
  for (const std::string& secret : secrets) {
    INFO(secret);
    CHECK(find_secret(secret) == secret);
    CHECK(find_secret("the key \"" + secret + "\", given") == secret);
    CHECK(find_secret("key=" + secret) == secret);
    CHECK(find_secret(R"(sent:\n)" + secret) == secret);
    CHECK(find_secret("?key%3D" + secret + "&more") == secret);
  }
  CHECK(find_secret("cut -----BEGIN PRIVATE KEY-----\nMIIE") == "-----BEGIN PRIVATE KEY-----\nMIIE");
}

TEST_CASE("what only resembles a secret stays") {
  for (const char* text : {"",
                           "sk-",
                           "sk-SK",
                           "sk-short-1",
                           "sk-learn-pipeline-classifier",
                           "task-0123456789abcdef0123",
                           "disk-0123456789abcdef0123",
                           "ghp_short",
                           "xghp_0123456789abcdefghijklmnopqrstuvwxyz",
                           "AKIA",
                           "AKIAIOSFODNN7EXAMPLEX",
                           "AKIAiosfodnn7example",
                           "ZAKIAIOSFODNN7EXAMPLE",
                           "eyJhbGciOiJIUzI1NiJ9",
                           "eyJhbGciOiJIUzI1NiJ9.",
                           "keyJhbGciOiJIUzI1NiJ9.eyJzdWIi.x",
                           "eyJ.eyJzdWIi.x",
                           "-----BEGIN",
                           "-----begin key-----",
                           "--- BEGIN PRIVATE KEY ---",
                           "4bf92f3577b34da6a3ce929d0e0e4736"}) {
    INFO(text);
    CHECK(find_secret(text).empty());
  }
}

TEST_CASE("secrets within a text are replaced one by one, equal ones alike") {
  const Redaction redaction({}, true, kSalt);
  const std::string key = "AKIAIOSFODNN7EXAMPLE";
  const std::string hidden = redaction.replacement(AttributeValue::of_text(key));
  CHECK(redaction.without_secrets("a " + key + ", then " + key + ".") ==
        "a " + hidden + ", then " + hidden + ".");
  CHECK(redaction.without_secrets("a " + hidden) == std::nullopt);
  CHECK(covering({"*"}).without_secrets(key) == std::nullopt);
}

TEST_CASE("a replacement is the beginning of the value's HMAC-SHA-256") {
  // printf hunter2 | openssl dgst -sha256 -hmac pepper
  CHECK(covering({"*"}).replacement(AttributeValue::of_text("hunter2")) == "redacted:e075c939d4acb1f3");
}

TEST_CASE("equal values have equal replacements, whatever type their format gives them") {
  const Redaction redaction = covering({"*"});
  CHECK(redaction.replacement(AttributeValue::of_integer(42)) ==
        redaction.replacement(AttributeValue::of_text("42")));
  CHECK(redaction.replacement(AttributeValue::of_integer(42)) !=
        redaction.replacement(AttributeValue::of_integer(43)));
  CHECK(Redaction({"*"}, false, "salt").replacement(AttributeValue::of_integer(42)) !=
        redaction.replacement(AttributeValue::of_integer(42)));
}

TEST_CASE("a replacement is its own replacement, under whatever key it comes again") {
  const Redaction redaction = covering({"*"});
  const std::string once = redaction.replacement(AttributeValue::of_text("hunter2"));
  CHECK(redaction.replacement(AttributeValue::of_text(once)) == once);
  CHECK(redaction.replacement(AttributeValue::of_text("redacted:no")) != "redacted:no");
}

/// All text of a batch.
std::string all_text(const model::Batch& batch) {
  std::string all;
  for (const model::SpanRecord& span : batch.spans) {
    for (const std::string_view text : {span.attribute_values, span.events, span.links, span.status_message,
                                        span.error_message, span.trace_state})
      all += text;
  }
  for (const model::ResourceRecord& resource : batch.resources) all += resource.attributes;
  for (const model::ScopeRecord& scope : batch.scopes) all += scope.name;
  for (std::uint32_t i = 0; i < batch.strings.size(); ++i) all += batch.strings[{i}];
  return all;
}

TEST_CASE("patterns go by the key of the source and by that which is stored") {
  const std::string zipkin = R"([{"traceId":"1","id":"2","timestamp":1766000000010000,)";
  const std::string jaeger =
      R"({"traceID":"1","spanID":"2","operationName":"s","startTime":1766000000010000,"duration":1,)";
  const auto process = [&](const std::string& more) {
    return jaeger + R"("process":{"serviceName":"s","tags":[]},)" + more + "}";
  };
  const auto log = [&](const std::string& key) {
    return process(R"("logs":[{"timestamp":1,"fields":[{"key":")" + key +
                   R"(","type":"string","value":"secret"}]}])");
  };
  const auto annotation = [&](const std::string& value) {
    return zipkin + R"("tags":{},"annotations":[{"timestamp":1,"value":")" + value + R"("}]}])";
  };
  const auto tag = [&](const std::string& key) { return zipkin + R"("tags":{")" + key + R"(":"secret"}}])"; };
  const std::string host =
      jaeger + R"("process":{"serviceName":"s","tags":[{"key":"hostname","value":"secret"}]}})";
  struct Case {
    std::string glob;
    std::string format;
    std::string input;
  };
  const std::vector<Case> cases{
      {"message", "jaeger-json", log("message")},
      {"event", "jaeger-json", log("event")},
      {"hostname", "jaeger-json", host},
      {"host.name", "jaeger-json", host},
      {"serviceName", "jaeger-json", jaeger + R"("process":{"serviceName":"secret","tags":[]}})"},
      {"warnings", "jaeger-json", process(R"("warnings":["secret"])")},
      {"exception.*", "zipkin-json", annotation(R"(\"exception\": {\"exception.message\":\"secret\"})")},
      {"exception.*", "zipkin-json", annotation(R"(exception|{\"exception.message\":\"secret\"}|0)")},
      {"exception.*", "zipkin-json", annotation(R"(failed with {\"exception.message\" : \"secret\")")},
      {"error", "zipkin-json", tag("error")},
      {"otel.library.name", "zipkin-json", tag("otel.library.name")},
      {"w3c.*", "zipkin-json", tag("w3c.tracestate")},
      {"otlp.link.*", "zipkin-json", tag("otlp.link.1")},
      {"serviceName", "zipkin-json", zipkin + R"("localEndpoint":{"serviceName":"secret"}}])"},
      {"peer.service", "zipkin-json", zipkin + R"("remoteEndpoint":{"serviceName":"secret"}}])"},
      {"ipv4", "zipkin-json", zipkin + R"("localEndpoint":{"serviceName":"s","ipv4":"secret"}}])"},
  };
  for (const auto& [glob, format, input] : cases) {
    INFO(glob << " " << input);
    const Redaction redaction = covering({glob});
    const DecodedMessage decoded =
        decode_datagram(*find_format(format), input, Semantics::shipped(), &redaction);
    REQUIRE(decoded.batch.spans.size() == 1);
    const std::string all = all_text(decoded.batch);
    CHECK(all.find("secret") == std::string::npos);
    CHECK(all.find("redacted:") != std::string::npos);
  }
}

TEST_CASE("what is read from a covered attribute is redacted, too") {
  static const Semantics kSemantics = Semantics::shipped();
  const Redaction redaction =
      covering({"multiagent.task.id", "exception.message", "otel.status_description"});
  model::Batch batch;
  SpanBuilder builder(kSemantics, batch, &redaction);
  builder.begin_record(0);
  builder.begin_resource();
  builder.begin_scope();
  builder.begin_span();
  builder.span().trace_id.bytes[0] = 1;
  builder.span().span_id.value = 1;
  builder.span().start_ns = builder.span().end_ns = 1'700'000'000'000'000'000;
  SECTION("a facet") {
    builder.span_attributes().add("multiagent.task.id", AttributeValue::of_text("secret"));
  }
  SECTION("the message of an exception") {
    builder.begin_event();
    builder.event().name = "exception";
    builder.item_attributes().add("exception.message", AttributeValue::of_text("secret"));
    builder.end_event();
  }
  SECTION("the message of a status") {
    builder.span().status = model::StatusCode::kError;
    builder.span().status_message = "secret";
  }
  SECTION("an entry of a map") {
    auto& attributes = builder.span_attributes();
    const std::size_t opened = attributes.open();
    attributes.add_entry("exception.message", AttributeValue::of_text("secret"));
    attributes.add("details", attributes.close_map(opened));
  }
  builder.end_span();
  builder.end_scope();
  builder.end_resource();
  builder.end_record();
  REQUIRE(batch.spans.size() == 1);
  const model::SpanRecord& span = batch.spans.front();
  std::string all;
  for (const std::string_view text :
       {span.attribute_values, span.events, span.status_message, span.error_message})
    all += text;
  for (const model::FacetValue& facet : batch.facets) {
    if (const auto* text = std::get_if<std::string_view>(&facet.value)) all += *text;
    if (const auto* ref = std::get_if<model::StringRef>(&facet.value)) all += batch.strings[*ref];
  }
  CHECK(all.find("secret") == std::string::npos);
  CHECK(all.find(redaction.replacement(AttributeValue::of_text("secret"))) != std::string::npos);
}

}  // namespace
}  // namespace tracewh::decode
