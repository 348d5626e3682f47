#include "query/catalogue.hpp"

#include "base/error.hpp"
#include "query/embedded.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <fstream>
#include <unistd.h>

using namespace tracewh::query;
namespace fs = std::filesystem;
using Catch::Contains;

namespace {

class QueryDirectory {
 public:
  QueryDirectory() {
    std::string name = fs::temp_directory_path() / "tracewh-queries-XXXXXX";
    path_ = mkdtemp(name.data());
  }
  QueryDirectory(const QueryDirectory&) = delete;
  QueryDirectory& operator=(const QueryDirectory&) = delete;
  ~QueryDirectory() { fs::remove_all(path_); }

  void write(const std::string& file, const std::string& name, const std::string& summary) const {
    std::ofstream(path_ / file) << "-- name: " << name << "\n-- summary: " << summary
                                << "\n-- columns: a\nSELECT 1 AS a;\n";
  }
  void write_text(const std::string& file, const std::string& text) const {
    std::ofstream(path_ / file) << text;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("the catalogue holds the embedded queries, and not the internal ones") {
  const Catalogue catalogue(embedded_files(), {});
  for (const char* name : {"slow", "failed", "worker", "priority", "type", "tasks", "traces", "workers",
                           "services", "operations", "errors", "runs", "issues"}) {
    CHECK(catalogue.queries().contains(name));
  }
  CHECK_FALSE(catalogue.queries().contains("find_trace"));
  for (const auto& [name, query] : catalogue.queries())
    CHECK(query.source.find("internal") == std::string::npos);
}

TEST_CASE("a directory adds and replaces queries, and a later one wins") {
  const QueryDirectory first;
  first.write("mine.sql", "mine", "First.");
  first.write("slow.sql", "slow", "First.");
  const QueryDirectory second;
  second.write("any.sql", "mine", "Second.");
  second.write("ignored.txt", "ignored", "Not SQL.");
  const std::array directories{first.path(), second.path()};
  const Catalogue catalogue(embedded_files(), directories);
  CHECK(catalogue.get("mine").summary == "Second.");
  CHECK(catalogue.get("mine").source == (second.path() / "any.sql").string());
  CHECK(catalogue.get("slow").summary == "First.");
  CHECK_THROWS_WITH(catalogue.get("ignored"), "there is no query 'ignored'");
}

TEST_CASE("a file that cannot be used costs only its own query") {
  const QueryDirectory first;
  first.write("good.sql", "good", "Good.");
  first.write_text("notes.sql", "SELECT 1;\n");
  first.write_text("other.sql", "-- name: slow\n-- summary\n");
  fs::create_directory(first.path() / "directory.sql");
  const QueryDirectory second;
  second.write("notes.sql", "mended", "Mended.");
  second.write_text("mended.sql", "-- name: mended\n");
  second.write("slow.sql", "slow", "Mine.");
  const std::array one{first.path()};
  const Catalogue broken(embedded_files(), one);
  CHECK(broken.get("good").summary == "Good.");
  CHECK(broken.broken().size() == 2);
  CHECK_THROWS_WITH(broken.get("notes"), Contains("notes.sql:1: the header has no 'name'"));
  // The query of the program would be another answer.
  CHECK_THROWS_WITH(broken.get("slow"), Contains("other.sql:2: a header line is written"));
  CHECK(broken.contains("slow"));
  CHECK_FALSE(broken.queries().contains("slow"));
  const std::array both{first.path(), second.path()};
  const Catalogue mended(embedded_files(), both);
  CHECK(mended.get("slow").summary == "Mine.");
  CHECK(mended.get("mended").summary == "Mended.");
}

TEST_CASE("a directory that cannot be read is refused") {
  const std::array directories{fs::path("/nonexistent/queries")};
  CHECK_THROWS_WITH(Catalogue(embedded_files(), directories), Contains("/nonexistent/queries"));
}

TEST_CASE("the environment names directories, TRACEWH_QUERIES last") {
  const QueryDirectory home;
  fs::create_directories(home.path() / "tracewh" / "queries");
  setenv("XDG_CONFIG_HOME", home.path().c_str(), 1);
  setenv("TRACEWH_QUERIES", "/some/queries", 1);
  CHECK(default_directories() == std::vector<fs::path>{home.path() / "tracewh" / "queries", "/some/queries"});

  unsetenv("TRACEWH_QUERIES");
  setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
  CHECK(default_directories().empty());
  unsetenv("XDG_CONFIG_HOME");
}
