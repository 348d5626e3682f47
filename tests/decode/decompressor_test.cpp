#include "decode/wire/decompressor.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>
#include <zlib.h>
#include <zstd.h>

using namespace tracewh;
using namespace tracewh::decode;

namespace {

std::string gzip(std::string text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

/// Decompresses what arrives in pieces.
std::string decompress(Decompressor& decompressor, std::string_view input, std::size_t piece,
                       std::size_t limit) {
  std::string output;
  for (std::size_t at = 0; at < input.size(); at += piece) {
    std::string_view part = input.substr(at, piece);
    for (std::size_t before = std::string::npos; before != output.size() || !part.empty();) {
      before = output.size();
      decompressor.run(part, output, limit);
      REQUIRE(output.size() - before <= limit);
    }
  }
  return output;
}

}  // namespace

TEST_CASE("concatenated members and frames are one stream, however they are cut") {
  const std::string text(1000, 'a');
  const auto input = GENERATE_COPY(gzip(text) + gzip("b") + std::string(512, '\0'), zstd(text) + zstd("b"));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, input.size()}) {
    const auto decompressor = make_decompressor(input);
    REQUIRE(decompressor != nullptr);
    CHECK(decompress(*decompressor, input, piece, 100) == text + "b");
    CHECK(decompressor->at_end());
  }
}

TEST_CASE("one call gives no more than its limit, whatever the ratio") {
  const std::string bomb(std::size_t{32} << 20, '\0');
  for (const std::string& compressed : {gzip(bomb), zstd(bomb)}) {
    const auto decompressor = make_decompressor(compressed);
    std::string_view input = compressed;
    std::string output;
    decompressor->run(input, output, 1000);
    CHECK(output.size() == 1000);
    CHECK_FALSE(decompressor->at_end());
  }
}

TEST_CASE("a cut stream is not at its end, a damaged one throws and keeps what came before") {
  for (const std::string& whole : {gzip("some text to keep"), zstd("some text to keep")}) {
    const auto cut = make_decompressor(whole);
    std::string_view input = std::string_view(whole).substr(0, whole.size() - 3);
    std::string output;
    cut->run(input, output, 1000);
    CHECK_FALSE(cut->at_end());

    const std::string damaged = whole + whole.substr(0, 4) + std::string(50, '\xFF');
    const auto broken = make_decompressor(damaged);
    std::string_view rest = damaged;
    std::string kept;
    CHECK_THROWS_AS(
        [&] {
          for (int i = 0; i < 10; ++i) broken->run(rest, kept, 1000);
        }(),
        base::Error);
    CHECK(kept.starts_with("some text to keep"));
  }
}

TEST_CASE("zstd windows over 128 MiB are refused") {
  // Magic number, a frame header with a window descriptor of 2^28 bytes, an empty last block.
  const std::string frame("\x28\xB5\x2F\xFD\x00\x90\x01\x00\x00", 9);
  const auto decompressor = make_decompressor(frame);
  std::string_view input = frame;
  std::string output;
  CHECK_THROWS_AS(decompressor->run(input, output, 1000), base::Error);
}

TEST_CASE("what is not compressed has no decompressor") {
  CHECK(make_decompressor("{}") == nullptr);
  CHECK(make_decompressor("") == nullptr);
}
