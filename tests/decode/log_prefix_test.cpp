#include "decode/wire/log_prefix.hpp"

#include "base/error.hpp"
#include "decode/decoding.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <zlib.h>

using namespace tracewh::decode;
using namespace tracewh::decode::test;

namespace {

/// What is left of `input`, which arrives in pieces; "(none)" when there is nothing to take off.
std::string filtered(std::string_view input, std::size_t piece = std::string_view::npos) {
  const auto filter = make_stream_filter(input);
  if (filter == nullptr) return "(none)";
  std::string output;
  while (!input.empty()) {
    std::string_view part = input.substr(0, piece);
    input.remove_prefix(part.size());
    while (!part.empty()) filter->run(part, output, 7);
  }
  for (std::size_t before = output.size() + 1; before != output.size();) {
    before = output.size();
    std::string_view none;
    filter->run(none, output, 7);
    REQUIRE(output.size() - before <= 7);
  }
  CHECK(filter->at_end());
  return output;
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  constexpr int kGzip = 16;
  deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + kGzip, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 1024, '\0');
  std::string in(text);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("prefixes of log collectors are taken off") {
  CHECK(filtered("agent-1  | {\nagent-1  |   \"a\": 1\nagent-1  |\nb | }\n") == "{\n  \"a\": 1\n\n}\n");
  CHECK(filtered("2026-01-15T09:00:00.123456789Z stdout F {\n2026-01-15T09:00:01+01:00 stderr F }\n") ==
        "{\n}\n");
  CHECK(filtered("2026-01-15T09:00:00Z {\n2026-01-15T09:00:00Z }") == "{\n}");
  CHECK(filtered("[pod/agent-7f/main] {\n[pod/agent-7f/main] }\n") == "{\n}\n");
  CHECK(filtered(R"({"log":"{\"a\":\"\u003c\"}\n","stream":"stdout","time":"2026-01-15T09:00:00Z"})"
                 "\n") == "{\"a\":\"<\"}\n");
}

TEST_CASE("long lines that a collector cut in parts are joined") {
  CHECK(filtered("2026-01-15T09:00:00Z stdout P {\"a\":\n2026-01-15T09:00:00Z stdout F 1}\n") ==
        "{\"a\":1}\n");
  CHECK(filtered("{\"log\":\"{\\\"a\\\":\"}\n{\"log\":\"1}\\n\"}\n") == "{\"a\":1}\n");
}

TEST_CASE("lines without a prefix pass unchanged") {
  CHECK(filtered("a | {\na | 1\nAttaching to a\na | }\n") == "{\n1\nAttaching to a\n}\n");
  CHECK(filtered("") == "(none)");
  CHECK(filtered("{\"resourceSpans\":[]}\n") == "(none)");
  CHECK(filtered("{\n  \"a\": 1\n}\n") == "(none)");
  CHECK(filtered("[TRACE] a | b | c | d\n") == "(none)");
  CHECK(filtered("a | {\nplain\nplain\n") == "(none)");
}

TEST_CASE("prefixes are taken off wherever the stream is cut, also inside of compression") {
  const std::string input = "agent-1  | {\nagent-1  |   \"a\": 1\nother\nagent-1  | }";
  const std::string expected = "{\n  \"a\": 1\nother\n}";
  for (const std::string& bytes : {input, gzip(input)}) {
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) REQUIRE(filtered(bytes, piece) == expected);
  }
}

TEST_CASE("compressed streams without prefixes pass unchanged") {
  CHECK(filtered(gzip("{\"resourceSpans\":[]}\n")) == "{\"resourceSpans\":[]}\n");
}

TEST_CASE("a line without end does not fill the memory") {
  const std::string line(std::size_t{3} << 20, 'x');
  const std::string input = "a | b\na | c\n" + line + "\na | d\n";
  CHECK(filtered(input, std::size_t{1} << 16) == "b\nc\n" + line + "\nd\n");
}
