#include "decode/decoding.hpp"

#include <catch2/catch.hpp>
#include <protozero/pbf_writer.hpp>

using namespace tracewh;
using namespace tracewh::decode::test;
using protozero::pbf_writer;

namespace {

template <typename Write>
std::string message(Write write) {
  std::string bytes;
  pbf_writer writer(bytes);
  write(writer);
  return bytes;
}

std::string attribute_bytes(const std::string& key, const std::string& any_value) {
  return message([&](pbf_writer& kv) {
    kv.add_string(1, key);
    kv.add_message(2, any_value);
  });
}

std::string span_bytes(const std::string& name, const std::string& more = {}) {
  return message([&](pbf_writer& span) {
           span.add_bytes(1, "0123456789abcdef");
           span.add_bytes(2, "01234567");
           span.add_string(5, name);
           span.add_fixed64(7, 1766000000010000000);
           span.add_fixed64(8, 1766000000011000000);
         }) +
         more;
}

std::string traces(const std::string& spans_field_2) {
  return message([&](pbf_writer& root) {
    root.add_message(1, message([&](pbf_writer& rs) { rs.add_message(2, spans_field_2); }));
  });
}

std::string one_span(const std::string& span) {
  return traces(message([&](pbf_writer& scope_spans) { scope_spans.add_message(2, span); }));
}

Decoded decode_one(const std::string& span) { return decode_all("otlp-proto", one_span(span)); }

}  // namespace

TEST_CASE("unknown fields are skipped, the last scalar wins, messages merge") {
  const std::string more = message([](pbf_writer& span) {
    span.add_uint64(99, 7);
    span.add_string(100, "unknown");
    span.add_enum(6, 2);
    span.add_enum(6, 3);
    span.add_message(15, message([](pbf_writer& status) { status.add_string(2, "why"); }));
    span.add_message(15, message([](pbf_writer& status) { status.add_enum(3, 2); }));
  });
  const auto decoded = decode_one(span_bytes("s", more));
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(issues(*decoded.batch) == "");
  CHECK(decoded.batch->spans[0].kind == 3);
  CHECK(decoded.batch->spans[0].status == model::StatusCode::kError);
  CHECK(decoded.batch->spans[0].status_message == "why");
}

TEST_CASE("the old places of spans and status are understood") {
  const std::string status = message([](pbf_writer& s) { s.add_enum(1, 13); });
  const std::string span = span_bytes("s", message([&](pbf_writer& w) { w.add_message(15, status); }));
  const std::string scope_spans = message([&](pbf_writer& w) { w.add_message(2, span); });
  const std::string bytes = message([&](pbf_writer& root) {
    root.add_message(1, message([&](pbf_writer& rs) { rs.add_message(1000, scope_spans); }));
  });
  const auto decoded = decode_all("otlp-proto", bytes);
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->spans[0].status == model::StatusCode::kError);
}

TEST_CASE("invalid UTF-8 in protobuf text is replaced") {
  const std::string value = message([](pbf_writer& any) { any.add_string(1, "v\xFF"); });
  const auto decoded = decode_one(span_bytes(
      "n\xC3", message([&](pbf_writer& span) { span.add_message(9, attribute_bytes("k\x80", value)); })));
  REQUIRE(decoded.batch->spans.size() == 1);
  CHECK(decoded.batch->spans[0].anomalies == model::anomaly::kInvalidUtf8);
  CHECK(decoded.batch->spans[0].attribute_values == "[\"v\xEF\xBF\xBD\"]");
  CHECK(issues(*decoded.batch) == "invalid_utf8×3");
}

TEST_CASE("IDs of the wrong length reject the span") {
  const auto decoded = decode_one(message([](pbf_writer& span) {
    span.add_bytes(1, "short");
    span.add_bytes(2, "01234567");
  }));
  CHECK(decoded.batch->spans.empty());
  CHECK(decoded.batch->rejected_spans == 1);
  CHECK(issues(*decoded.batch) == "invalid_id×1");
}

TEST_CASE("values that nest far beyond the limit are cut without recursion into them") {
  std::string value;
  for (int i = 0; i < 20'000; ++i) {
    value = message([&](pbf_writer& any) {
      any.add_message(5, message([&](pbf_writer& array) { array.add_message(1, value); }));
    });
    if (value.size() > 200'000) break;
  }
  const auto decoded = decode_one(
      span_bytes("s", message([&](pbf_writer& s) { s.add_message(9, attribute_bytes("k", value)); })));
  CHECK(decoded.batch->spans.size() == 1);
  CHECK(issues(*decoded.batch) == "too_deep×1");
}

TEST_CASE("a message cut anywhere gives its complete spans and an issue") {
  const std::string scope_spans = message([](pbf_writer& w) {
    w.add_message(2, span_bytes("one"));
    w.add_message(2, span_bytes("two"));
  });
  const std::string bytes = traces(scope_spans);
  const std::size_t span_size = span_bytes("two").size() + 2;
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    INFO("cut at " << cut);
    const auto decoded = decode_all("otlp-proto", std::string_view(bytes).substr(0, cut));
    CHECK(decoded.batch->spans.size() == (bytes.size() - cut <= span_size ? 1 : 0));
    CHECK_THAT(issues(*decoded.batch), Catch::Contains("truncated_record"));
    CHECK(decoded.consumed == 0);
  }
}

TEST_CASE("in what pieces protobuf arrives makes no difference") {
  const std::string one = one_span(span_bytes("one"));
  const std::string bytes =
      one + message([](pbf_writer& w) { w.add_string(7, "unknown"); }) + one_span(span_bytes("two"));
  const std::string expected = describe(*decode_all("otlp-proto", bytes).batch);
  const auto frame = [](const std::string& body) {
    return std::string("\0\0\0", 3) + static_cast<char>(body.size()) + body;
  };
  const std::string frames = frame(one) + frame("") + frame(one_span(span_bytes("two")));
  for (std::size_t piece = 1; piece < bytes.size(); ++piece) {
    INFO("pieces of " << piece);
    CHECK(describe(*decode_all("otlp-proto", bytes, piece).batch) == expected);
    CHECK(describe(*decode_all("otlp-proto-stream", frames, piece).batch) == expected);
  }
}

TEST_CASE("damaged protobuf is an issue, never more") {
  CHECK_THAT(issues(*decode_all("otlp-proto", std::string(20, '\xFF')).batch),
             Catch::Contains("bad_protobuf"));
  CHECK_THAT(issues(*decode_one("\x0A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF").batch),
             !Catch::Equals(""));
  CHECK_THAT(issues(*decode_one("\x0B").batch), Catch::Contains("bad_protobuf"));
}

TEST_CASE("a frame that claims more than the limit is skipped in bounded memory") {
  const auto decoded =
      decode_all("otlp-proto-stream", std::string("\xFF\xFF\xFF\xFF", 4) + std::string(1000, 'x'), 100);
  CHECK(issues(*decoded.batch) == "record_too_large×1");
  CHECK(decoded.consumed == 1004);
}
