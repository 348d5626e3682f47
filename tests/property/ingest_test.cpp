#include "bench/encoder.hpp"
#include "bench/trace_maker.hpp"
#include "property/ingested_database.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

namespace tracewh::property {
namespace {

using bench::GeneratedSpan, bench::Service;

constexpr std::int64_t kStart = 1'768'467'600'000'000'000;

std::vector<GeneratedSpan> make_spans(std::uint64_t seed) {
  bench::TraceMaker maker(seed, {});
  std::vector<GeneratedSpan> spans;
  for (int trace = 0; trace < 30; ++trace) {
    for (GeneratedSpan& span : maker.make(kStart + trace * 1'000'000)) spans.push_back(std::move(span));
  }
  return spans;
}

/// Cuts `spans` into exports of random length, some of them sent twice, and puts them into random files.
template <typename Encode>
std::vector<std::string> scatter(std::vector<GeneratedSpan> spans, std::mt19937& random, const Encode& encode,
                                 const std::string& separator) {
  std::shuffle(spans.begin(), spans.end(), random);
  std::vector<std::string> files(1 + random() % 6);
  for (std::size_t begin = 0; begin < spans.size();) {
    const std::size_t end = std::min(spans.size(), begin + 1 + random() % 40);
    for (const Service service : {Service::kCoordinator, Service::kWorker, Service::kStorage}) {
      std::vector<GeneratedSpan> exported;
      std::copy_if(spans.begin() + static_cast<std::ptrdiff_t>(begin),
                   spans.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(exported),
                   [&](const GeneratedSpan& span) { return span.service == service; });
      if (exported.empty()) continue;
      const std::size_t deliveries = random() % 5 == 0 ? 2 : 1;
      for (std::size_t i = 0; i < deliveries; ++i)
        files[random() % files.size()] += encode(service, exported) + separator;
    }
    begin = end;
  }
  std::erase(files, "");
  return files;
}

TEST_CASE("the same spans give the same tables in any order, split, repetition and format") {
  std::mt19937 random(7);
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const std::vector<GeneratedSpan> spans = make_spans(seed);
    IngestedDatabase reference;
    reference.ingest(scatter(spans, random, bench::encode_json, "\n"));
    const std::string expected = reference.content();
    CHECK(reference.ask("SELECT count(*) FROM spans") == std::to_string(spans.size()) + "\n");
    for (int round = 0; round < 3; ++round) {
      INFO("seed " << seed << ", round " << round);
      IngestedDatabase json;
      json.ingest(scatter(spans, random, bench::encode_json, "\n"));
      CHECK(json.content() == expected);
      IngestedDatabase protobuf;
      protobuf.ingest(scatter(spans, random, bench::encode_protobuf_stream, ""));
      CHECK(protobuf.content() == expected);
      // And what arrives on top, in the other format, changes nothing.
      protobuf.ingest(scatter(spans, random, bench::encode_json, "\n"));
      CHECK(protobuf.content() == expected);
    }
  }
}

std::string bytes_of(const IngestedDatabase& database) {
  std::ifstream file(database.file(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_CASE("databases give the same tables as what they were made from, in any order") {
  std::mt19937 random(11);
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    INFO("seed " << seed);
    const std::vector<GeneratedSpan> spans = make_spans(seed);
    IngestedDatabase whole;
    std::vector<std::string> databases;
    for (int part = 0; part < 3; ++part) {
      // Any of them may hold any part of a trace, and the same as another.
      std::vector<GeneratedSpan> some;
      std::ranges::copy_if(spans, std::back_inserter(some),
                           [&](const GeneratedSpan&) { return random() % 3 != 0; });
      const std::vector<std::string> files = scatter(some, random, bench::encode_json, "\n");
      whole.ingest(files);
      IngestedDatabase database;
      database.ingest(files);
      databases.push_back(bytes_of(database));
    }
    for (int round = 0; round < 3; ++round) {
      std::ranges::shuffle(databases, random);
      IngestedDatabase merged;
      merged.ingest(databases);
      CHECK(merged.content() == whole.content());
      merged.ingest(databases);
      CHECK(merged.content() == whole.content());
    }
  }
}

}  // namespace
}  // namespace tracewh::property
