#include "base/base64.hpp"
#include "net/bodies.hpp"
#include "net/grpc_exchange.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>

namespace tracewh::net {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using test::ClientStream;
using test::export_fields;
using test::FakeSink;
using test::grpc_framed;
using test::GrpcExchange;
using test::gzip;
using test::otlp_message;

const std::string kRetryInfoName = "type.googleapis.com/google.rpc.RetryInfo";

/// The bytes of grpc-status-details-bin.
std::string details(const ClientStream& stream) {
  std::string bytes;
  REQUIRE(base::append_from_base64(bytes, stream.field("grpc-status-details-bin")));
  return bytes;
}

TEST_CASE("an export is answered once its spans are stored") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  const auto call = exchange.call(otlp_message("work"));
  exchange.run();
  REQUIRE(exchange.sink.wait_for_spans(1) == std::vector<std::string>{"work"});
  CHECK(exchange.outcome(call) == "open");

  exchange.sink.store_held();
  exchange.run();
  const ClientStream& reply = exchange.client.stream(call);
  CHECK(exchange.outcome(call) == "0");
  CHECK(reply.fields.get(":status") == "200");
  CHECK(reply.fields.get("content-type") == "application/grpc");
  CHECK(reply.fields.get("grpc-status").empty());
  CHECK(reply.body == "\0\0\0\0\0"s);
  CHECK(reply.trailers.get("grpc-status") == "0");
  CHECK(exchange.bodies.used() == 0);
}

TEST_CASE("bytes may arrive one by one") {
  GrpcExchange exchange;
  const auto call = exchange.call(otlp_message("work"));
  exchange.run(1);
  CHECK(exchange.outcome(call) == "0");
}

TEST_CASE("an export without spans succeeds without the sink") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kClosed);
  const auto call = exchange.call("");
  exchange.run();
  CHECK(exchange.outcome(call) == "0");
}

TEST_CASE("messages may be compressed, or said not to be") {
  GrpcExchange exchange;
  const auto send = [&](const std::string& coding, const std::string& message) {
    return exchange.client.request(export_fields({{"grpc-encoding", coding}}), grpc_framed(message, true));
  };
  const auto zipped = send("gzip", gzip(otlp_message("zipped")));
  const auto deflated = send("deflate", test::zlib(otlp_message("deflated")));
  const auto zstandard = send("zstd", test::zstd(otlp_message("zstandard")));
  const auto plain = exchange.call(otlp_message("plain"), {{"grpc-encoding", "gzip"}});
  const auto identity = exchange.call(otlp_message("identity"), {{"grpc-encoding", "identity"}});
  exchange.run();
  CHECK(exchange.outcome(zipped) == "0");
  CHECK(exchange.outcome(deflated) == "0");
  CHECK(exchange.outcome(zstandard) == "0");
  CHECK(exchange.outcome(plain) == "0");
  CHECK(exchange.outcome(identity) == "0");
  CHECK(exchange.sink.wait_for_spans(5) ==
        std::vector<std::string>{"zipped", "deflated", "zstandard", "plain", "identity"});
}

TEST_CASE("what exporters were seen to send is taken", "[samples]") {
  for (const std::string name : {"otlp-grpc.grpc", "otlp-grpc-gzip.grpc"}) {
    GrpcExchange exchange;
    const auto call = exchange.client.request(
        export_fields({{"grpc-encoding", "gzip"}, {"grpc-timeout", "9982m"}}), sample("captured/" + name));
    exchange.run();
    CHECK(exchange.outcome(call) == "0");
    CHECK(exchange.sink.span_count() > 0);
  }
}

TEST_CASE("a message of several megabytes passes the windows") {
  GrpcExchange exchange;
  // An unknown field of 20 MiB, then a span.
  std::string message;
  protozero::pbf_writer(message).add_bytes(15, std::string(std::size_t{20} << 20, 'x'));
  message += otlp_message("last");
  const auto call = exchange.call(message);
  exchange.run();
  CHECK(exchange.outcome(call) == "0");
  CHECK(exchange.sink.wait_for_spans(1) == std::vector<std::string>{"last"});
  CHECK(exchange.bodies.used() == 0);
}

TEST_CASE("calls run side by side on one connection") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  std::vector<std::int32_t> calls;
  for (int i = 0; i < 250; ++i) calls.push_back(exchange.call(otlp_message("span " + std::to_string(i))));
  exchange.run();
  CHECK(exchange.sink.held_count() == base::limits::kStreamsPerConnection);
  exchange.sink.become(FakeSink::Manner::kStore);
  exchange.sink.store_held();
  exchange.run();
  CHECK(exchange.sink.span_count() == 250);
  for (const auto call : calls) CHECK(exchange.outcome(call) == "0");
}

TEST_CASE("rejected spans are told as a partial success") {
  GrpcExchange exchange;
  const auto call = exchange.call(otlp_message("good") + otlp_message("bad", "short"));
  exchange.run();
  CHECK(exchange.outcome(call) == "0");
  const std::string& body = exchange.client.stream(call).body;
  // ExportTraceServiceResponse{partial_success{rejected_spans = 1, error_message = …}}
  REQUIRE(body.size() > 11);
  CHECK(body[5] == '\x0A');
  CHECK(body.substr(7, 3) == "\x08\x01\x12");
  CHECK(body.find("invalid_id") != std::string::npos);
}

TEST_CASE("what cannot be decoded is an invalid argument and nothing of it is stored") {
  GrpcExchange exchange;
  const std::string whole = otlp_message("work");
  const auto cut = exchange.call(otlp_message("first") + whole.substr(0, whole.size() - 3));
  const auto noise = exchange.call("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
  const auto not_gzip =
      exchange.client.request(export_fields({{"grpc-encoding", "gzip"}}), grpc_framed("not gzip", true));
  exchange.run();
  CHECK(exchange.outcome(cut).substr(0, 2) == "3 ");
  CHECK(exchange.outcome(noise).substr(0, 2) == "3 ");
  CHECK(exchange.outcome(not_gzip).substr(0, 3) == "13 ");
  CHECK(exchange.sink.span_count() == 0);
}

TEST_CASE("a message that grows over the limit when decompressed is refused for good") {
  GrpcExchange exchange;
  const std::string bomb = gzip(std::string(base::limits::kBodyBytes + 1, '\0'));
  const auto call =
      exchange.client.request(export_fields({{"grpc-encoding", "gzip"}}), grpc_framed(bomb, true));
  exchange.run();
  CHECK(exchange.outcome(call).substr(0, 2) == "8 ");
  CHECK(exchange.client.stream(call).field("grpc-status-details-bin").empty());
}

TEST_CASE("a message that is announced as too large is refused before it arrives") {
  GrpcExchange exchange;
  const auto call = exchange.client.request(export_fields(), "\0\5\0\0\0beginning"s, false);
  exchange.run();
  CHECK(exchange.outcome(call).substr(0, 2) == "8 ");
  CHECK(exchange.client.stream(call).error == NGHTTP2_NO_ERROR);
}

TEST_CASE("a call that this server does not know is refused by its fields") {
  GrpcExchange exchange;
  Headers other;
  Headers query;
  for (const auto& [name, value] : export_fields()) {
    other.add(name, name == ":path" ? "/opentelemetry.proto.collector.logs.v1.LogsService/Export" : value);
    query.add(name, name == ":method" ? "GET" : value);
  }
  Headers json;
  for (const auto& [name, value] : export_fields()) {
    json.add(name, name == "content-type" ? "application/json" : value);
  }
  const auto unknown = exchange.client.request(other, grpc_framed(""));
  const auto get = exchange.client.request(query, "");
  const auto web = exchange.client.request(json, "{}");
  const auto snappy = exchange.call("", {{"grpc-encoding", "snappy"}});
  const auto timeout = exchange.call("", {{"grpc-timeout", "soon"}});
  exchange.run();
  CHECK(exchange.outcome(unknown).substr(0, 3) == "12 ");
  CHECK(exchange.outcome(get) == "http 405 error 0");
  CHECK(exchange.outcome(web) == "http 415 error 0");
  CHECK(exchange.outcome(snappy).substr(0, 3) == "12 ");
  CHECK(exchange.client.stream(snappy).field("grpc-accept-encoding") == "identity,gzip,deflate,zstd");
  CHECK(exchange.outcome(timeout).substr(0, 3) == "13 ");
}

TEST_CASE("a server with a token takes exports only from those who show it") {
  GrpcExchange exchange("secret");
  const auto without = exchange.call("");
  const auto wrong = exchange.call("", {{"authorization", "Bearer secreT"}});
  const auto longer = exchange.call("", {{"authorization", "Bearer secret2"}});
  const auto right = exchange.call("", {{"authorization", "Bearer secret"}});
  exchange.run();
  CHECK(exchange.outcome(without).substr(0, 3) == "16 ");
  CHECK(exchange.outcome(wrong).substr(0, 3) == "16 ");
  CHECK(exchange.outcome(longer).substr(0, 3) == "16 ");
  CHECK(exchange.outcome(right) == "0");
}

TEST_CASE("a server that cannot take spans now asks to try again") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kBusy);
  const auto busy = exchange.call(otlp_message("a"));
  exchange.run();
  exchange.sink.become(FakeSink::Manner::kClosed);
  const auto closed = exchange.call(otlp_message("b"));
  exchange.run();
  exchange.sink.become(FakeSink::Manner::kFail);
  const auto failed = exchange.call(otlp_message("c"));
  exchange.run();
  for (const auto call : {busy, closed, failed}) {
    CHECK(exchange.outcome(call).substr(0, 3) == "14 ");
    const std::string status = details(exchange.client.stream(call));
    // google.rpc.Status{code = 14, …}, in the end RetryInfo{retry_delay{seconds = 1}}
    CHECK(status.substr(0, 2) == "\x08\x0E");
    CHECK(status.find(kRetryInfoName) != std::string::npos);
    CHECK(status.substr(status.size() - 6) == "\x12\x04\x0A\x02\x08\x01");
  }
  CHECK(exchange.outcome(failed) == "14 cannot store: the disk is full");
}

TEST_CASE("a body for which there is no memory is refused while it arrives") {
  GrpcExchange exchange({}, 100'000);
  const auto large = exchange.call(std::string(200'000, 'x'));
  exchange.run();
  CHECK(exchange.outcome(large).substr(0, 3) == "14 ");
  CHECK(exchange.bodies.used() == 0);
  const auto small = exchange.call(otlp_message("small"));
  exchange.run();
  CHECK(exchange.outcome(small) == "0");
}

TEST_CASE("a client that waits for too much has to pause, and goes on") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  std::string message;
  protozero::pbf_writer(message).add_bytes(15, std::string(std::size_t{10} << 20, 'x'));
  message += otlp_message("work");
  std::vector<std::int32_t> calls;
  for (int i = 0; i < 8; ++i) calls.push_back(exchange.call(message));
  exchange.run();
  // All arrive side by side; at 32 MiB the others pause until the first is answered.
  CHECK(exchange.sink.held_count() == 1);
  while (exchange.sink.held_count() != 0) {
    exchange.sink.store_held();
    exchange.run();
  }
  for (const auto call : calls) CHECK(exchange.outcome(call) == "0");
}

TEST_CASE("a call that its client abandons leaves nothing behind") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  const auto in_body = exchange.client.request(export_fields(), grpc_framed("x").substr(0, 5), false);
  const auto in_commit = exchange.call(otlp_message("work"));
  exchange.run();
  REQUIRE(exchange.sink.held_count() == 1);
  exchange.client.reset(in_body);
  exchange.client.reset(in_commit);
  exchange.run();
  exchange.sink.store_held();
  exchange.run();
  CHECK(exchange.bodies.used() == 0);
  exchange.sink.become(FakeSink::Manner::kStore);
  const auto next = exchange.call(otlp_message("next"));
  exchange.run();
  CHECK(exchange.outcome(next) == "0");
}

TEST_CASE("a call is over when the client's time for it is") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  const auto waiting = exchange.call(otlp_message("work"), {{"grpc-timeout", "200m"}});
  const auto arriving = exchange.client.request(export_fields({{"grpc-timeout", "250m"}}),
                                                grpc_framed("xy").substr(0, 6), false);
  exchange.run();
  CHECK(exchange.session.deadline() == exchange.now + 200ms);
  exchange.pass(199ms);
  exchange.run();
  CHECK(exchange.outcome(waiting) == "open");
  exchange.pass(1ms);
  exchange.run();
  CHECK(exchange.outcome(waiting).substr(0, 2) == "4 ");
  CHECK(exchange.outcome(arriving) == "open");
  exchange.pass(50ms);
  exchange.run();
  CHECK(exchange.outcome(arriving).substr(0, 2) == "4 ");
  // The commit that comes too late hurts nobody.
  exchange.sink.store_held();
  exchange.run();
}

TEST_CASE("a commit that takes too long is answered with try again") {
  GrpcExchange exchange;
  exchange.sink.become(FakeSink::Manner::kHold);
  const auto call = exchange.call(otlp_message("work"));
  exchange.run();
  CHECK(exchange.session.deadline() == exchange.now + 5s);
  exchange.pass(5s);
  exchange.run();
  CHECK(exchange.outcome(call).substr(0, 3) == "14 ");
  CHECK_FALSE(details(exchange.client.stream(call)).empty());
}

TEST_CASE("the check of health needs no token") {
  GrpcExchange exchange("secret");
  Headers fields;
  for (const auto& [name, value] : export_fields()) {
    fields.add(name, name == ":path" ? "/grpc.health.v1.Health/Check" : value);
  }
  const auto server = exchange.client.request(fields, grpc_framed(""));
  const auto other = exchange.client.request(fields, grpc_framed("\x0A\x05other"));
  exchange.run();
  CHECK(exchange.client.stream(server).body == "\0\0\0\0\2\x08\1"s);
  CHECK(exchange.outcome(server) == "0");
  CHECK(exchange.outcome(other).substr(0, 2) == "5 ");
  exchange.health.trouble = "the disk is full";
  const auto failing = exchange.client.request(fields, grpc_framed(""));
  exchange.run();
  CHECK(exchange.client.stream(failing).body == "\0\0\0\0\2\x08\2"s);
}

}  // namespace
}  // namespace tracewh::net
