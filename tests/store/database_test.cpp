#include "base/error.hpp"
#include "store/sqlite/lock_file.hpp"
#include "store/sqlite/memory_bound.hpp"
#include "store_fixture.hpp"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace tracewh::store::test {
namespace {

using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE("a closed database is one file, for its owner alone") {
  Store store;
  store.write({{{}}});
  CHECK_FALSE(fs::exists(store.file().string() + "-wal"));
  CHECK_FALSE(fs::exists(store.file().string() + "-shm"));
  CHECK_FALSE(fs::exists(store.file().string() + ".lock"));
  struct stat status {};
  REQUIRE(::stat(store.file().c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a second writer is told who holds the database") {
  Store store;
  const LockFile holder(store.file(), std::chrono::milliseconds(0));
  CHECK_THROWS_WITH(LockFile(store.file(), std::chrono::milliseconds(1)),
                    Contains("is being written by process " + std::to_string(::getpid())));
}

TEST_CASE("a lock left behind by a dead process is free") {
  Store store;
  { std::ofstream(store.file().string() + ".lock") << "999999\n"; }
  CHECK_NOTHROW(LockFile(store.file(), std::chrono::milliseconds(0)));
}

TEST_CASE("files that are not tracewh databases are refused with the reason") {
  Store store;
  SECTION("missing") { CHECK_THROWS_WITH(Reader(store.file()), Contains("there is no database")); }
  SECTION("another application's") {
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE t (x)");
    CHECK_THROWS_WITH(Reader(store.file()), Contains("not one of tracewh"));
    CHECK_THROWS_WITH(store.write({{{}}}), Contains("not one of tracewh"));
  }
  SECTION("newer") {
    store.write({{{}}});
    SQLite::Database(store.file().string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
    CHECK_THROWS_WITH(Reader(store.file()), Contains("schema version 99"));
  }
  SECTION("no database at all") {
    std::ofstream(store.file()) << std::string(4096, 'x');
    CHECK_THROWS_WITH(Reader(store.file()), Contains("not a database"));
  }
}

TEST_CASE("SQL in the sandbox can read and do nothing else") {
  Store store;
  store.write({{{}}});
  Reader reader(store.file());
  const std::string outside = (store.file().parent_path() / "outside.db").string();
  const auto runs = [&](const std::string& sql) {
    store::Statement statement = reader.prepare(sql);
    while (statement.step()) {
    }
  };
  CHECK_NOTHROW(runs("SELECT attributes ->> '$.k' FROM spans"));
  CHECK_NOTHROW(
      runs("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10) SELECT * FROM n"));
  CHECK_NOTHROW(runs("SELECT name FROM sqlite_schema"));
  for (const std::string& sql : std::vector<std::string>{
           "ATTACH '" + outside + "' AS o",
           "ATTACH 'file:" + outside + "?mode=rwc' AS o",
           "VACUUM INTO '" + outside + "'",
           "PRAGMA query_only = OFF",
           "PRAGMA journal_mode = DELETE",
           "PRAGMA writable_schema = ON",
           "DELETE FROM span",
           "DROP TABLE span",
           "CREATE TEMP TABLE t (x)",
           "SELECT load_extension('x')",
           "SELECT fts3_tokenizer('simple')",
           "BEGIN IMMEDIATE",
           "SELECT value FROM setting",
           "SELECT hex(value) FROM main.SETTING",
       }) {
    INFO(sql);
    CHECK_THROWS_AS(runs(sql), base::Error);
  }
  CHECK_FALSE(fs::exists(outside));
  CHECK_THROWS_AS(runs("SELECT zeroblob(100000000)"), base::Error);
}

TEST_CASE("a reader takes one statement that reads") {
  Store store;
  store.write({{{}}});
  Reader reader(store.file());
  for (const char* sql : {"SELECT 1;", "SELECT 1;; -- one\n", " /* one */ SELECT 1 ; /* and only one */"}) {
    INFO(sql);
    CHECK_NOTHROW(reader.prepare(sql));
  }
  for (const char* sql : {"SELECT 1; SELECT 2", "SELECT 1; this is garbage", "SELECT 1; VACUUM"}) {
    INFO(sql);
    CHECK_THROWS_WITH(reader.prepare(sql), Contains("something behind the first statement"));
  }
  for (const char* sql : {"", ";", "-- nothing", " ;; /* nothing */ "}) {
    INFO(sql);
    CHECK_THROWS_WITH(reader.prepare(sql), "SQL: there is no statement");
  }
  for (const char* sql : {"VACUUM", "EXPLAIN VACUUM", "ANALYZE", "REINDEX"}) {
    INFO(sql);
    CHECK_THROWS_WITH(reader.prepare(sql), "SQL: not authorized");
  }
}

TEST_CASE("a query that does not end is stopped at its deadline") {
  Store store;
  store.write({{{}}});
  Reader reader(store.file(), std::chrono::milliseconds(20));
  store::Statement statement = reader.prepare(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
  CHECK_THROWS_WITH(statement.step(), "the query was stopped after 20.0ms");
}

TEST_CASE("the memory of a query is bounded beside a writer, which is not") {
  Store store;
  store.write({{{}}});
  StoreWriter writer(store);
  Reader reader(store.file());
  {
    const MemoryBound bound(std::int64_t{32} << 20);
    Statement statement = reader.prepare(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500000) "
        "SELECT i, hex(randomblob(100)) FROM n ORDER BY 2");
    CHECK_THROWS_WITH(statement.step(), Contains("more memory than allowed"));
  }
  writer.commit([&] { writer.spans.write(make_batch({{.id = 2}})); });
  CHECK(tracewh::test::ask(store.file(), "SELECT count(*) FROM spans") == "2\n");
}

}  // namespace
}  // namespace tracewh::store::test
