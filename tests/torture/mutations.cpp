#include "base/error.hpp"
#include "decode/normalize/semantics.hpp"
#include "ingest/ingester.hpp"
#include "store/write/writer_database.hpp"
#include "support/ask.hpp"
#include "support/temporary_directory.hpp"
#include "torture/mutator.hpp"
#include "torture/rounds.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

/// Ingests mutated files of the directory $FIXTURES, and opens the databases among them: nothing crashes, and
/// memory stays bounded.
namespace tracewh::torture {
namespace {

namespace fs = std::filesystem;

constexpr long kAllowedMemory = 1 << 20;  // KiB
constexpr int kFilesOfScratch = 200;

struct Fixture {
  bool is_database = false;
  std::string bytes;
};

std::vector<Fixture> read_fixtures(const fs::path& directory) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file() && entry.path().extension() != ".md") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());  // so that a seed means the same everywhere
  std::vector<Fixture> fixtures;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    fixtures.push_back({path.extension() == ".db", {std::istreambuf_iterator<char>(file), {}}});
  }
  return fixtures;
}

/// A database that takes some hundred files.
class Scratch {
 public:
  void ingest(const std::string& bytes) {
    const std::string path = write("input" + std::to_string(++files_), bytes);
    ingester_.ingest_file({path});
    fs::remove(path);
  }

  bool is_full() const { return files_ >= kFilesOfScratch; }

  /// Whatever comes of a damaged database, it is told by an error.
  void open_database(const std::string& bytes) {
    const std::string path = write("damaged.db", bytes);
    try {
      { const store::WriterDatabase database(path, store::Durability::kProcess, std::chrono::seconds(1)); }
      test::ask(path, "SELECT * FROM spans");
      test::ask(path, "SELECT * FROM traces");
    } catch (const base::Error&) {
    }
  }

  void check() {
    ingester_.finish();
    if (is_full() && ingester_.stats().spans_read == 0) throw std::runtime_error("no span was read");
    for (const char* sql :
         {"PRAGMA foreign_key_check", "SELECT 1 FROM pragma_quick_check WHERE quick_check <> 'ok'"}) {
      if (store::Statement::compile(database_.handle(), sql, nullptr).step()) throw std::runtime_error(sql);
    }
  }

 private:
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(directory_ / name, std::ios::binary) << bytes;
    return (directory_ / name).string();
  }

  const decode::Semantics semantics_ = decode::Semantics::shipped();
  const std::atomic<bool> interrupted_{false};
  int files_ = 0;
  test::TemporaryDirectory directory_;
  store::WriterDatabase database_{directory_ / "scratch.db", store::Durability::kProcess,
                                  std::chrono::seconds(1)};
  ingest::Ingester ingester_{database_, {.semantics = semantics_}, {}, interrupted_, [](const auto&) {}};
};

void mutate_one(const std::vector<Fixture>& fixtures, Scratch& scratch, Rounds& rounds) {
  const auto any = [&]() -> const Fixture& { return fixtures[rounds.random().next() % fixtures.size()]; };
  const Fixture& fixture = any();
  const std::string bytes = mutate(fixture.bytes, any().bytes, rounds.random());
  try {
    fixture.is_database ? scratch.open_database(bytes) : scratch.ingest(bytes);
  } catch (const std::exception& error) {
    rounds.found(Fault::kWrong, error.what());
  }
}

void check(Scratch& scratch, Rounds& rounds) {
  try {
    scratch.check();
  } catch (const std::exception& error) {
    rounds.found(Fault::kWrong, std::string("in one of the rounds up to this: ") + error.what());
  }
}

}  // namespace
}  // namespace tracewh::torture

int main(int argc, char** argv) {
  using namespace tracewh::torture;
  Rounds rounds("mutations", argc, argv);
  const std::vector<Fixture> fixtures = read_fixtures(std::getenv("FIXTURES"));
  auto scratch = std::make_unique<Scratch>();
  while (rounds.next()) {
    mutate_one(fixtures, *scratch, rounds);
    if (!scratch->is_full()) continue;
    check(*scratch, rounds);
    scratch = nullptr;
    scratch = std::make_unique<Scratch>();
  }
  check(*scratch, rounds);
  if (peak_memory() > kAllowedMemory) rounds.found(Fault::kWrong, "memory grew over 1 GiB");
  return rounds.finish();
}
