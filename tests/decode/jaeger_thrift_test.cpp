#include "decode/formats/jaeger_thrift.hpp"

#include "base/limits.hpp"
#include "decode/decoding.hpp"
#include "decode/jaeger_input.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::decode;
using namespace tracewh::decode::test;
using namespace std::string_literals;

namespace {

constexpr ThriftWire kWires[] = {ThriftWire::kBinary, ThriftWire::kOldBinary, ThriftWire::kCompact};

Decoded decode_thrift(std::string_view input, std::size_t piece = std::string_view::npos) {
  return decode_all("jaeger-thrift", input, piece);
}

std::vector<JaegerInput> story() {
  JaegerInput task{.name = "task", .service = "svc", .process_tags = {{"hostname", "string", "h"}}};
  task.tags = {
      {"n", "int64", "-7"}, {"f", "float64", "0.5"}, {"b", "bool", "true"}, {"x", "binary", "\xFF"s}};
  JaegerInput worker{.span = 0xb2, .parent = 0xa1, .name = "worker"};
  worker.references = {{false, worker.trace_high, worker.trace_low, 0xa1}, {true, 1, 2, 3}};
  worker.logs = {{1766000000010500, {{"event", "string", "e"}, {"k", "bool", "false"}}}};
  return {task, worker};
}

/// A binary Batch of one struct whose field the body writes.
std::string span_list(const ThriftBytes::Body& span, ThriftWire wire = ThriftWire::kBinary) {
  return ThriftBytes(wire).whole([&](ThriftBytes& batch) {
    batch.structure(1, [](ThriftBytes& process) { process.text(1, "svc"); });
    batch.structures(2, {span});
  });
}

void required_fields(ThriftBytes& span) {
  span.i64(1, 1);
  span.i64(3, 2);
  span.text(5, "s");
  span.i64(8, 1766000000010000);
  span.i64(9, 1000);
}

}  // namespace

TEST_CASE("every protocol and framing of a batch gives the same spans") {
  const std::string expected = describe(*decode_thrift(jaeger_thrift(story())).batch);
  REQUIRE_THAT(expected,
               Catch::Contains("'worker'") && Catch::Contains("resource 'svc' {\"host.name\":\"h\""));
  CHECK(describe(*decode_thrift(jaeger_thrift(story(), ThriftWire::kCompact)).batch) == expected);
  for (const ThriftWire wire : kWires) {
    const std::string datagram = jaeger_datagram(story(), wire);
    CHECK(is_jaeger_thrift(datagram));
    const auto decoded = decode_thrift(datagram);
    CHECK(describe(*decoded.batch) == expected);
    CHECK(decoded.consumed == datagram.size());
    CHECK(issues(*decoded.batch) == "");
  }
}

TEST_CASE("Thrift and JSON of the same span agree") {
  for (const JaegerInput& span : story()) {
    CHECK(describe(*decode_thrift(jaeger_thrift({span})).batch) ==
          describe(*decode_all("jaeger-json",
                               [&] {
                                 JaegerInput json = span;
                                 if (json.references.empty() && json.parent != 0)
                                   json.references = {{false, json.trace_high, json.trace_low, json.parent}};
                                 return jaeger_json(json);
                               }())
                        .batch));
  }
}

TEST_CASE("a parent without a reference is the parent") {
  const auto decoded = decode_thrift(jaeger_thrift({{.parent = 0xb2}}));
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(to_string(decoded.batch->spans[0].parent_span_id) == "00000000000000b2");
  CHECK(decoded.batch->spans[0].links.empty());
}

TEST_CASE("a trace ID without its high half is one of 64 bits") {
  const auto decoded = decode_thrift(span_list(required_fields));
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(to_string(decoded.batch->spans[0].trace_id) == "00000000000000000000000000000001");
}

TEST_CASE("unknown fields and fields of other types are passed over") {
  for (const ThriftWire wire : {ThriftWire::kBinary, ThriftWire::kCompact}) {
    const auto decoded = decode_thrift(span_list(
        [](ThriftBytes& span) {
          required_fields(span);
          span.text(10, "no list of tags");
          span.boolean(97, true);
          span.real(98, 1);
          span.structures(
              99, {[](ThriftBytes& any) { any.structure(1, [](ThriftBytes& in) { in.i32(1, 1); }); }});
          span.i64(11, 5);
        },
        wire));
    CHECK(issues(*decoded.batch) == "");
    CHECK(decoded.batch->spans.size() == 1);
  }
}

TEST_CASE("an unknown type of tag costs its value") {
  const auto decoded = decode_thrift(span_list([](ThriftBytes& span) {
    required_fields(span);
    span.structures(10, {[](ThriftBytes& tag) {
                      tag.text(1, "k");
                      tag.i32(2, 9);
                    }});
  }));
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(attribute(*decoded.batch, decoded.batch->spans[0], "k") == "null");
  CHECK(issues(*decoded.batch) == "invalid_value×1");
}

TEST_CASE("text that is not UTF-8 is replaced") {
  const auto decoded = decode_thrift(jaeger_thrift({{.name = "n\xFF"}}));
  span_named(*decoded.batch, "n\xEF\xBF\xBD");
  CHECK(issues(*decoded.batch) == "invalid_utf8×1");
}

TEST_CASE("batches that follow one another are all read, in whatever pieces they come") {
  const std::string one = jaeger_datagram({{.name = "one"}}, ThriftWire::kCompact);
  const std::string input = one + jaeger_datagram(story(), ThriftWire::kBinary) +
                            jaeger_datagram({{.span = 9, .name = "old"}}, ThriftWire::kOldBinary) +
                            jaeger_thrift({{.span = 8, .name = "body"}});
  const auto whole = decode_thrift(input);
  CHECK(whole.batch->spans.size() == 5);
  CHECK(issues(*whole.batch) == "");
  const std::string expected = describe(*whole.batch);
  for (std::size_t piece = 1; piece < input.size(); ++piece) {
    INFO("pieces of " << piece);
    CHECK(describe(*decode_thrift(input, piece).batch) == expected);
  }
}

TEST_CASE("a batch cut anywhere gives its complete spans and an issue") {
  for (const ThriftWire wire : kWires) {
    const std::string bytes = jaeger_datagram(story(), wire);
    std::size_t most = 0;
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
      INFO("cut at " << cut);
      const auto decoded = decode_thrift(std::string_view(bytes).substr(0, cut));
      CHECK_THAT(issues(*decoded.batch), Catch::Contains("truncated_record"));
      CHECK(decoded.consumed == 0);
      CHECK(decoded.batch->spans.size() >= most);
      most = decoded.batch->spans.size();
    }
    CHECK(most == 2);
  }
}

TEST_CASE("a damaged datagram costs no other, wherever the damage is") {
  const std::string before = jaeger_datagram({{.span = 1, .name = "before"}}, ThriftWire::kBinary);
  const std::string damaged = jaeger_datagram({{.span = 2, .name = "damaged"}}, ThriftWire::kBinary);
  const std::string after = jaeger_datagram({{.span = 3, .name = "after"}}, ThriftWire::kCompact);
  std::string input = before + damaged + after;
  // The type of the field that holds the batch.
  input[before.size() + 21] = '\x77';
  for (const std::size_t piece : {std::size_t{1}, std::size_t{50}, input.size()}) {
    const auto decoded = decode_thrift(input, piece);
    span_named(*decoded.batch, "before");
    span_named(*decoded.batch, "after");
    CHECK(decoded.batch->spans.size() == 2);
    CHECK(issues(*decoded.batch) == "bad_thrift×1");
  }
}

TEST_CASE("lengths and counts that cannot be are damage, and nothing is allocated for them") {
  const std::string start = "\x0C\0\x01\x0B\0\x01"s;
  CHECK_THAT(issues(*decode_thrift(start + "\xFF\xFF\xFF\xFFname"s).batch), Catch::Contains("bad_thrift"));
  CHECK_THAT(issues(*decode_thrift(start + "\x7F\xFF\xFF\xFFname"s).batch), Catch::Contains("bad_thrift"));
  CHECK_THAT(issues(*decode_thrift(start + "\0\xFF\xFF\xFFname"s).batch),
             Catch::Contains("truncated_record"));
  const std::string list = "\x0C\0\x01\0\x0F\0\x02\x0C"s;
  CHECK_THAT(issues(*decode_thrift(list + "\x7F\xFF\xFF\xFF"s).batch), Catch::Contains("bad_thrift"));
  CHECK_THAT(issues(*decode_thrift(list + "\0\xFF\xFF\xFF"s).batch), Catch::Contains("truncated_record"));
  CHECK_THAT(issues(*decode_thrift("\x1C\x18\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s).batch),
             Catch::Contains("bad_thrift"));
}

TEST_CASE("structs that nest without end are refused without recursion") {
  std::string deep = "\x0C\0\x01"s;
  for (int i = 0; i < 100'000; ++i) deep += "\x0C\0\x63"s;
  const auto decoded = decode_thrift(deep);
  CHECK(decoded.batch->spans.empty());
  CHECK_THAT(issues(*decoded.batch), Catch::Contains("bad_thrift"));
}

TEST_CASE("any byte of a batch may be wrong") {
  for (const ThriftWire wire : kWires) {
    const std::string good = jaeger_datagram(story(), wire);
    for (std::size_t at = 0; at < good.size(); ++at) {
      std::string bad = good;
      for (const char c : {'\0', '\x7F', '\xFF'}) {
        bad[at] = c;
        const auto decoded = decode_thrift(bad + good);
        INFO("at " << at);
        // A length may swallow what follows, but only one that stays within it.
        CHECK(decoded.batch->spans.size() <= 4);
      }
    }
  }
}

TEST_CASE("Jaeger Thrift is told from its neighbours") {
  CHECK(is_jaeger_thrift(jaeger_thrift(story())));
  CHECK(is_jaeger_thrift(jaeger_thrift(story()).substr(0, 100)));
  CHECK_FALSE(is_jaeger_thrift(""));
  // Zipkin's list of spans, and OTLP messages behind their lengths.
  CHECK_FALSE(is_jaeger_thrift("\x0C\0\0\0\x01\x0A\0\x01"s));
  CHECK_FALSE(is_jaeger_thrift("\0\0\0\x04\x0A\x02\x12\0"s));
  CHECK_FALSE(is_jaeger_thrift("\x80\x01\0\x01\0\0\0\x04ping\0\0\0\0"s));
}
