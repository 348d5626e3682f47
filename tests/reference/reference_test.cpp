#include "bench/trace_maker.hpp"
#include "reference/comparison.hpp"
#include "reference/messy_traces.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

namespace tracewh::reference {
namespace {

std::vector<Ingest> reversed(std::vector<Ingest> ingests) {
  std::ranges::reverse(ingests);
  for (Ingest& ingest : ingests) std::ranges::reverse(ingest.files);
  return ingests;
}

/// Compares the answers to the same files at once, one after the other for several runs, and backwards.
std::map<std::string, std::size_t> compare_all(const std::vector<std::string>& files, std::uint64_t seed) {
  Comparison together({{files}});
  together.ask_everything(seed);
  std::vector<Ingest> ingests;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::optional<std::string> runs[] = {"first", "second", std::nullopt};
    ingests.push_back({{files[i]}, runs[i % 3]});
  }
  // What is stored then is indexed at once, the rest as it comes.
  ingests.front().indexed = {"span.kind", "multiagent.worker.id", "llm.model", "error.message", "llm.cost"};
  // What is known already joins another run.
  ingests.push_back({{files.front(), files.back()}, "second"});
  Comparison forwards(ingests);
  forwards.ask_everything(seed + 1);
  Comparison backwards(reversed(ingests));
  backwards.ask_everything(seed + 2);
  CHECK(forwards.content() == together.content());
  CHECK(backwards.content() == together.content());
  return forwards.rows();
}

/// Those below `directory` of a known format, in order of their names.
std::vector<std::string> known_files(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    if (decode_file(bytes)) files.push_back(std::move(bytes));
  }
  return files;
}

TEST_CASE("answers about messy traces equal those of a simple reference") {
  const std::uint64_t seed = GENERATE(range<std::uint64_t>(1, 7));
  INFO("seed " << seed);
  const auto spans = make_messy_spans(seed);
  CHECK(Comparison({{make_files(spans, 1)}}).choices() > 0);
  const auto rows = compare_all(make_files(spans, 5), seed);
  for (const auto& [name, query] : catalogue().queries()) {
    INFO(name);
    const bool is_answered = name != "issues" && name != "grep" && query.analysis.empty();
    if (is_answered) CHECK(rows.at(name) > 20);
  }
}

TEST_CASE("answers after pruning equal those about the traces that are left") {
  const std::uint64_t seed = GENERATE(range<std::uint64_t>(11, 15));
  INFO("seed " << seed);
  std::vector<Ingest> ingests;
  for (const std::string& file : make_files(make_messy_spans(seed), 4)) {
    ingests.push_back({{file}, ingests.size() % 2 == 0 ? std::optional<std::string>("even") : std::nullopt});
  }
  ingests.front().indexed = {"span.kind", "llm.model"};
  Comparison comparison(ingests);
  comparison.prune(comparison.median_start());
  comparison.ask_everything(seed);
}

/// Traces of which most spans have an attribute of the same value, more than are copied first.
std::vector<bench::GeneratedSpan> make_many_spans() {
  bench::TraceMaker maker(1, {});
  std::vector<bench::GeneratedSpan> all;
  for (std::int64_t trace = 0; trace < 500; ++trace) {
    std::vector<bench::GeneratedSpan> spans = maker.make(1'768'467'600'000'000'000 + trace * 1'000'000'000);
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (trace % 5 != 0 && i % 4 != 0) spans[i].attributes.push_back({"place", std::string("office")});
    }
    std::ranges::move(spans, std::back_inserter(all));
  }
  return all;
}

TEST_CASE("answers about common attributes equal those of a simple reference") {
  const auto spans = make_many_spans();
  const auto is_in_office = [](const bench::GeneratedSpan& span) {
    return !span.attributes.empty() && span.attributes.back().key == "place";
  };
  REQUIRE(std::ranges::count_if(spans, is_in_office) > 5'000);
  const bool indexed = GENERATE(false, true);
  INFO((indexed ? "with an index" : "without an index"));
  Ingest ingest{make_files(spans, 1)};
  if (indexed) ingest.indexed = {"place", "llm.model"};
  Comparison comparison({ingest});
  comparison.ask_about({{"place", "office"}});
  comparison.ask_about({{"place", "office"}, {"llm.model", "gpt-4"}});
  comparison.ask_about({{"llm.model", "gpt-4"}});
  comparison.ask_about({{"place", "garden"}});
}

bench::GeneratedSpan extreme_span(std::uint64_t id, std::int64_t start_ns, std::int64_t end_ns) {
  bench::GeneratedSpan span;
  span.trace_id.bytes = {1, static_cast<std::uint8_t>(id)};
  span.span_id = {id};
  span.name = "multiagent.task.[x]";
  span.start_ns = start_ns;
  span.end_ns = end_ns;
  return span;
}

TEST_CASE("answers about extreme values equal those of a simple reference") {
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  std::vector<bench::GeneratedSpan> spans;
  for (std::uint64_t id = 1; id <= 3; ++id) spans.push_back(extreme_span(id, 1, kLast - 1));
  spans.push_back(extreme_span(4, kLast, kLast));
  spans.push_back(extreme_span(5, kLast, 0));
  for (const std::int64_t priority : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, kLast}) {
    spans.push_back(extreme_span(6 + spans.size(), 1, 1));
    spans.back().attributes = {{"multiagent.task.priority", priority}, {"multiagent.worker.id", "[w]*?"}};
  }
  for (const std::string& message : {std::string(200, '7') + "8", std::string("# ##: 5#")}) {
    spans.push_back(extreme_span(6 + spans.size(), 1, 2));
    spans.back().attributes = {{"error.message", message}};
  }
  compare_all(make_files(spans, 1), 1);
}

TEST_CASE("answers about the fixtures equal those of a simple reference") {
  const auto files = known_files(source_path("fixtures"));
  REQUIRE(files.size() > 20);
  CHECK(compare_all(files, 1).at("issues") > 0);
}

TEST_CASE("answers about the samples equal those of a simple reference", "[samples]") {
  const auto files = known_files(samples_path());
  REQUIRE(files.size() > 20);
  CHECK(compare_all(files, 1).at("issues") > 0);
}

}  // namespace
}  // namespace tracewh::reference
