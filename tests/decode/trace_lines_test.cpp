#include "decode/decoding.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::decode::test;

namespace {

constexpr std::string_view kTrace = "0102030405060708090a0b0c0d0e0f10";

Decoded read(std::string_view input, std::size_t piece = std::string_view::npos) {
  return decode_all("trace-lines", input, piece);
}

std::string line(std::string_view name, std::string_view start = "2025-12-17T19:33:20.010000123Z",
                 std::string_view duration = "1.5ms") {
  std::string text = "[TRACE] ";
  text.append(name).append(" | ").append(kTrace).append(" | ").append(start).append(" | ").append(duration);
  return text + "\n";
}

std::int64_t start_of(std::string_view start) {
  const auto decoded = read(line("s", start));
  return decoded.batch->spans.empty() ? -1 : decoded.batch->spans.front().start_ns;
}

}  // namespace

TEST_CASE("a line of the development exporter is a root span with an ID that was made for it") {
  const auto decoded = read(line("worker.sql"));
  const auto& batch = *decoded.batch;
  CHECK(issues(batch) == "");
  REQUIRE(batch.spans.size() == 1);
  const auto& span = batch.spans.front();
  CHECK(batch.strings[span.name] == "worker.sql");
  CHECK(to_string(span.trace_id) == kTrace);
  CHECK(span.start_ns == 1766000000010000123);
  CHECK(span.end_ns == 1766000000011500123);
  CHECK(span.span_id.valid());
  CHECK_FALSE(span.parent_span_id.valid());
  CHECK(span.anomalies == model::anomaly::kSynthesisedId);
}

TEST_CASE("equal lines are one span, others are others") {
  const auto id = [](const std::string& text) { return read(text).batch->spans.at(0).span_id; };
  CHECK(id(line("a")) == id("12:00:01 " + line("a")));
  CHECK(id(line("a")) == id(line("a", "2025-12-17T21:33:20.010000123+02:00")));
  CHECK(id(line("a")) != id(line("b")));
  CHECK(id(line("a")) != id(line("a", "2025-12-17T19:33:20.010000124Z")));
  CHECK(id(line("a")) != id(line("a", "2025-12-17T19:33:20.010000123Z", "2ms")));
}

TEST_CASE("starts are read as Go prints times") {
  CHECK(start_of("2025-12-17 21:33:20.010000123 +0200 CEST m=+0.001") == 1766000000010000123);
  CHECK(start_of("2025-12-17 19:33:20 +0000 UTC") == 1766000000000000000);
  CHECK(start_of("yesterday") == -1);
  CHECK(start_of("") == -1);
}

TEST_CASE("a name may hold bars") {
  CHECK(read(line("a | b")).batch->spans.size() == 1);
  CHECK(span_named(*read(line("a | b")).batch, "a | b").start_ns == 1766000000010000123);
}

TEST_CASE("lines that cannot be read, and other lines, cost only themselves") {
  const auto decoded = read("starting\n" + line("a") + "[TRACE] broken | x\n[TRACE] | | |\n\n" + line("b"));
  CHECK(decoded.batch->spans.size() == 2);
  CHECK(issues(*decoded.batch) == "bad_line×1 bad_line×1 skipped_text×1");
}

TEST_CASE("lines are found however they arrive") {
  const std::string input = "starting\n" + line("a") + line("b");
  const auto whole = read(input);
  REQUIRE(whole.batch->spans.size() == 2);
  CHECK(whole.consumed == input.size());
  for (std::size_t piece = 1; piece < input.size(); ++piece) {
    REQUIRE(describe(*read(input, piece).batch) == describe(*whole.batch));
  }
}

TEST_CASE("a last line that may go on is read again when it did") {
  const std::string last = line("b");
  const auto decoded = read(line("a") + last.substr(0, last.size() - 1));
  CHECK(decoded.batch->spans.size() == 2);
  CHECK(decoded.consumed == line("a").size());
}

TEST_CASE("text without line breaks is passed over in bounded memory") {
  const auto decoded = read(line("a") + std::string(300'000, 'x') + "\n" + line("b"), 1000);
  CHECK(decoded.batch->spans.size() == 2);
}
