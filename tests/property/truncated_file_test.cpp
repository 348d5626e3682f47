#include "property/exchange.hpp"
#include "property/ingested_database.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace tracewh::property {
namespace {

std::string everything(const IngestedDatabase& database) { return database.content() + tables(database); }

std::vector<std::filesystem::path> fixtures() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(source_path("fixtures"))) {
    if (entry.is_regular_file() && entry.path().parent_path().filename() != "databases")
      paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

/// Some places to cut a file of this size, its very end among them.
std::vector<std::size_t> cuts(std::size_t size, std::mt19937& random) {
  std::vector<std::size_t> places{size - 1, size - size / 8};
  for (int i = 0; i < 6; ++i) places.push_back(random() % size);
  return places;
}

TEST_CASE("a file that is truncated anywhere and completed later gives the tables of the whole file") {
  std::mt19937 random(11);
  std::size_t read = 0;
  for (const std::filesystem::path& path : fixtures()) {
    INFO(path);
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    IngestedDatabase whole;
    if (!whole.ingest_if_known(bytes)) continue;
    ++read;
    const std::string expected = everything(whole);
    for (const std::size_t cut : cuts(bytes.size(), random)) {
      INFO("cut at " << cut);
      // Under its own name it is read on from where that ended, under another one as a whole.
      const std::string name = cut % 2 == 0 ? "growing" : "complete";
      IngestedDatabase database;
      database.ingest_as("growing", bytes.substr(0, cut));
      database.ingest_as(name, bytes);
      CHECK(everything(database) == expected);
      // And a truncated copy changes nothing any more.
      database.ingest_as("copy", bytes.substr(0, cut));
      CHECK(everything(database) == expected);
    }
  }
  CHECK(read >= 25);
}

}  // namespace
}  // namespace tracewh::property
