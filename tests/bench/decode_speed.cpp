#include "decode/formats/format.hpp"
#include "decode/normalize/semantics.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

/// Tells how fast one thread decodes each file's format: the file's content is repeated until it is large,
/// and decoded until the clock can be trusted.
namespace tracewh::bench {
namespace {

constexpr std::size_t kInputBytes = std::size_t{8} << 20;
constexpr double kSeconds = 0.5;

std::string repeated_content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string content(std::istreambuf_iterator<char>(file), {});
  if (content.empty()) throw std::runtime_error(path + ": cannot read it, or it is empty");
  std::string input;
  while (input.size() < kInputBytes) input += content;
  return input;
}

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Decodes the whole input once. The number of spans.
std::size_t decode_once(const decode::Format& format, const decode::Semantics& semantics,
                        const std::string& padded, std::size_t size) {
  model::Batch batch;
  decode::SpanBuilder builder(semantics, batch);
  decode::Split split;
  const std::string_view input = std::string_view(padded).substr(0, size);
  format.make_splitter()->split(input, true, split);
  const auto decoder = format.make_decoder();
  for (const decode::Extent& record : split.records) {
    decoder->decode(input.substr(record.begin, record.end - record.begin), record.begin, builder);
  }
  return batch.spans.size();
}

void measure(const std::string& path, const decode::Semantics& semantics) {
  std::string input = repeated_content(path);
  const std::size_t size = input.size();
  const decode::Format* format = decode::sniff(input);
  if (format == nullptr) throw std::runtime_error(path + ": not a known trace format");
  input.resize(size + decode::kPaddingBytes);
  std::size_t spans = 0;
  std::size_t rounds = 0;
  const double begin = processor_seconds();
  double elapsed = 0;
  for (; elapsed < kSeconds; elapsed = processor_seconds() - begin) {
    spans += decode_once(*format, semantics, input, size);
    ++rounds;
  }
  fmt::print("decode {:<37} {:>12.0f} spans/s, {:.0f} MB/s\n", format->name,
             static_cast<double>(spans) / elapsed, static_cast<double>(rounds * size) / elapsed / 1e6);
}

}  // namespace
}  // namespace tracewh::bench

int main(int argc, char** argv) {
  try {
    const auto semantics = tracewh::decode::Semantics::shipped();
    for (int i = 1; i < argc; ++i) tracewh::bench::measure(argv[i], semantics);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tracewh_decode_speed: {}\n", error.what());
    return 1;
  }
}
