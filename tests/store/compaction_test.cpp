#include "store/compact/compaction.hpp"

#include "base/error.hpp"
#include "store/seekable/seekable_file.hpp"
#include "store/seekable/seekable_writer.hpp"
#include "store_fixture.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <future>
#include <iterator>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace tracewh::store::test {
namespace {

using Catch::Matchers::Contains;
namespace fs = std::filesystem;

constexpr std::chrono::seconds kLockTimeout{1};

// One that reads all of each table that holds spans.
const std::string kEverything = "SELECT name, attributes, service, duration_ns FROM spans ORDER BY span_id";

std::optional<Rewritten> compact(const fs::path& file) {
  return store::compact(file, 1, kLockTimeout, [](std::uint64_t) {});
}

std::optional<Rewritten> expand(const fs::path& file) {
  return store::expand(file, kLockTimeout, [](std::uint64_t) {});
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<TestSpan> some_spans() {
  std::vector<TestSpan> spans(2000);
  for (std::size_t i = 0; i < spans.size(); ++i) spans[i].id = i + 1;
  return spans;
}

TEST_CASE("a compacted database gives the same answers, and expands to the same bytes") {
  Store store;
  store.write({some_spans()});
  const std::string plain = bytes_of(store.file());
  const std::string answer = store.ask(kEverything);

  const auto compacted = compact(store.file());
  REQUIRE(compacted);
  CHECK(compacted->bytes_before == plain.size());
  CHECK(compacted->bytes_after == fs::file_size(store.file()));
  CHECK(compacted->bytes_after < plain.size() / 2);
  CHECK(is_compacted(store.file()));
  CHECK(store.ask(kEverything) == answer);
  CHECK_FALSE(compact(store.file()));

  REQUIRE(expand(store.file()));
  CHECK(bytes_of(store.file()) == plain);
  CHECK_FALSE(expand(store.file()));
}

TEST_CASE("a compacted database keeps its permissions and leaves no other file") {
  Store store;
  store.write({{{}}});
  REQUIRE(::chmod(store.file().c_str(), 0640) == 0);
  compact(store.file());
  struct stat status {};
  REQUIRE(::stat(store.file().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
  const fs::directory_iterator files(store.file().parent_path());
  CHECK(std::distance(begin(files), end(files)) == 1);
}

TEST_CASE("a compacted database that a symbolic link leads to is replaced behind the link") {
  Store store;
  store.write({{{}}});
  const fs::path link = store.file().parent_path() / "link.db";
  fs::create_symlink(store.file(), link);
  compact(link);
  CHECK(fs::is_symlink(link));
  CHECK(is_compacted(store.file()));
}

TEST_CASE("a writer expands a compacted database first") {
  Store store;
  store.write({{TestSpan{.id = 1}}});
  compact(store.file());
  write_bytes(store.file().string() + ".part", "left by a compaction that was killed");
  store.write({{TestSpan{.id = 2}}});
  CHECK_FALSE(is_compacted(store.file()));
  CHECK_FALSE(fs::exists(store.file().string() + ".part"));
  CHECK(store.ask("SELECT count(*) FROM span") == "2\n");
}

TEST_CASE("a compaction that is stopped leaves the database as it was") {
  Store store;
  store.write({{{}}});
  const std::string plain = bytes_of(store.file());
  const auto stop = [](std::uint64_t) { throw base::Error(base::ErrorCode::kInterrupted, "stopped"); };
  CHECK_THROWS_WITH(store::compact(store.file(), 1, kLockTimeout, stop), "stopped");
  CHECK(bytes_of(store.file()) == plain);
  CHECK_FALSE(fs::exists(store.file().string() + ".part"));
}

TEST_CASE("what is not a database of its own is not compacted") {
  Store store;
  SECTION("missing") { CHECK_THROWS_WITH(compact(store.file()), Contains("there is no database")); }
  SECTION("another application's") {
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE t (x)");
    CHECK_THROWS_WITH(compact(store.file()), Contains("not one of tracewh"));
  }
  SECTION("being written") {
    store.write({{{}}});
    const LockFile writer(store.file(), kLockTimeout);
    CHECK_THROWS_WITH(store::compact(store.file(), 1, std::chrono::milliseconds(1), [](std::uint64_t) {}),
                      Contains("is being written"));
  }
}

/// Puts a file into the seekable format, whatever it is.
void compress(const fs::path& file) {
  const base::FileDescriptor source(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  ReplacementFile target(file);
  write_seekable(source.get(), target, 1, [](std::uint64_t) {});
  target.commit();
}

TEST_CASE("a writer expands nothing but a whole database of its own") {
  Store store;
  SECTION("another application's") {
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE t (x)");
  }
  SECTION("larger than its pages") {
    store.write({{{}}});
    write_bytes(store.file(), bytes_of(store.file()) + std::string(std::size_t{1} << 20, '\0'));
  }
  compress(store.file());
  const std::string compressed = bytes_of(store.file());
  CHECK_THROWS_AS(store.write({{{}}}), base::Error);
  CHECK(bytes_of(store.file()) == compressed);
  CHECK_FALSE(fs::exists(store.file().string() + ".part"));
}

TEST_CASE("a database whose log somebody reads is not compacted yet") {
  Store store;
  store.write({{{}}});
  SQLite::Database other(store.file().string(), SQLite::OPEN_READWRITE);
  other.exec("PRAGMA journal_mode = WAL");
  {
    SQLite::Statement reading(other, "SELECT * FROM span");
    reading.executeStep();
    CHECK_THROWS_WITH(compact(store.file()), Contains("in use"));
  }
  CHECK_FALSE(is_compacted(store.file()));
}

TEST_CASE("several readers share a compacted database") {
  Store store;
  store.write({some_spans()});
  const std::string answer = store.ask(kEverything);
  compact(store.file());
  std::vector<std::future<std::string>> answers(4);
  for (auto& other : answers) {
    other = std::async(std::launch::async, [&] { return store.ask(kEverything); });
  }
  for (auto& other : answers) CHECK(other.get() == answer);
}

TEST_CASE("a reader of the plain database goes on while that is compacted") {
  Store store;
  store.write({{{}}});
  Reader reader(store.file());
  compact(store.file());
  store::Statement statement = reader.prepare("SELECT count(*) FROM spans");
  REQUIRE(statement.step());
  CHECK(statement.integer(0) == 1);
}

TEST_CASE("every plain byte of a seekable file can be read from anywhere") {
  Store store;
  store.write({some_spans()});
  const std::string plain = bytes_of(store.file());
  compact(store.file());
  SeekableFile file(store.file());
  REQUIRE(file.size() == plain.size());
  std::string piece(40'000, '\0');
  for (std::size_t offset = 0; offset < plain.size(); offset += 7'777) {
    const std::size_t size = file.read(offset, piece);
    REQUIRE(size == std::min(piece.size(), plain.size() - offset));
    REQUIRE(piece.substr(0, size) == plain.substr(offset, size));
  }
  CHECK(file.read(plain.size(), piece) == 0);
}

/// Whether reading all of `file` fails; what it gives otherwise must be `plain`.
bool is_told_damaged(const fs::path& file, const std::string& plain) {
  std::string content(plain.size(), '\0');
  try {
    SeekableFile(file).read(0, content);
  } catch (const base::Error&) {
    return true;
  }
  // Not CHECK, which would print a database. A frame's header has bits that mean nothing.
  if (content != plain) FAIL("damage goes unnoticed");
  return false;
}

TEST_CASE("damage to a compacted database is told, wherever it is") {
  Store store;
  store.write({some_spans()});
  const std::string plain = bytes_of(store.file());
  compact(store.file());
  const std::string whole = bytes_of(store.file());
  CHECK_FALSE(is_told_damaged(store.file(), plain));
  int tried = 0;
  int told = 0;
  // Behind the magic, without which it is no such file.
  for (std::size_t position = 4; position < whole.size(); position += 97) {
    INFO("byte " << position);
    std::string damaged = whole;
    damaged[position] = static_cast<char>(damaged[position] ^ 0x10);
    write_bytes(store.file(), damaged);
    ++tried;
    if (is_told_damaged(store.file(), plain)) ++told;
  }
  CHECK(told > tried * 9 / 10);
}

TEST_CASE("a compacted database that was cut off is refused") {
  Store store;
  store.write({{{}}});
  compact(store.file());
  const std::string whole = bytes_of(store.file());
  for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{5}}) {
    INFO("cut to " << size);
    write_bytes(store.file(), whole.substr(0, size));
    CHECK_THROWS_WITH(Reader(store.file()), Contains("seek table"));
    CHECK_THROWS_WITH(expand(store.file()), Contains("seek table"));
    CHECK(fs::file_size(store.file()) == size);
  }
}

}  // namespace
}  // namespace tracewh::store::test
