#include "net/query/query_route.hpp"

#include "net/ask.hpp"
#include "net/query/question_route.hpp"
#include "query/sample_database.hpp"
#include "render/json.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace tracewh;
using namespace tracewh::net;

namespace {

std::future<Response> begin(const Route& route, std::string target) {
  return test::begin({route}, std::move(target));
}

/// The canned queries on a sample database.
class Queries {
 public:
  Response ask(const std::string& query) {
    return begin(query_route(readers_, database_.file(), catalogue_), "/api/tracewh/query/" + query).get();
  }

  /// As `tracewh query NAME --format json` prints them.
  std::string rows(const std::string& name, const std::map<std::string, std::string>& given,
                   std::vector<model::AttributeCondition> attributes = {}) {
    store::Reader reader(database_.file());
    const query::QueryDefinition& query = catalogue_.get(name);
    std::ostringstream out;
    query::Answer rows =
        query::run(reader, query, query::bind_arguments(query, given, {}), {std::move(attributes)});
    render::write_json(rows, {}, out);
    return std::move(out).str();
  }

 private:
  query::SampleDatabase database_;
  query::Catalogue catalogue_{query::embedded_files(), {}};
  ReaderPool readers_;
};

std::string message_of(const Response& response) {
  return nlohmann::json::parse(response.body).at("message").get<std::string>();
}

}  // namespace

TEST_CASE("A canned query is answered by the bytes that the command line prints") {
  Queries queries;
  const Response response = queries.ask("slow?min=5s&scope=trace&service=pl%2A");
  CHECK(response.status == 200);
  CHECK(response.content_type == "application/json");
  CHECK(response.body == queries.rows("slow", {{"min", "5s"}, {"scope", "trace"}, {"service", "pl*"}}));
  CHECK(nlohmann::json::parse(response.body).size() == 1);
  CHECK(queries.ask("traces").body == queries.rows("traces", {}));
  CHECK(nlohmann::json::parse(queries.ask("traces?limit=2").body).size() == 2);
  CHECK(queries.ask("slow?min=9h").body == "[]\n");
}

TEST_CASE("An answer tells in its head that more rows match than the limit lets through") {
  Queries queries;
  CHECK(queries.ask("traces?limit=2").headers.get("Tracewh-Truncated") == "true");
  CHECK(queries.ask("traces").headers.count("Tracewh-Truncated") == 0);
  CHECK(queries.ask("traces?limit=4").headers.count("Tracewh-Truncated") == 0);
}

TEST_CASE("An answer that is too large is refused, and not held") {
  const test::TemporaryDirectory directory;
  std::ofstream(directory / "large.sql")
      << "-- name: large\n-- summary: large texts\n-- without: since until service run attr\n-- columns: "
         "text\n\n"
         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT :limit)\n"
         "SELECT hex(zeroblob(7000000)) AS text FROM n;\n";
  const std::vector<std::filesystem::path> directories{directory / ""};
  const query::Catalogue catalogue(query::embedded_files(), directories);
  const query::SampleDatabase database;
  ReaderPool readers;
  const Route route = query_route(readers, database.file(), catalogue);
  CHECK(begin(route, "/api/tracewh/query/large?limit=4").get().status == 200);
  const Response response = begin(route, "/api/tracewh/query/large?limit=1000").get();
  CHECK(response.status == 400);
  CHECK(message_of(response) == "an answer holds at most 64 MiB; narrow the question");
}

TEST_CASE("Attributes may be given several times") {
  Queries queries;
  CHECK(queries.ask("spans?attr=a%3D1&attr=b=2").body == queries.rows("spans", {}, {{"a", "1"}, {"b", "2"}}));
  CHECK(queries.ask("spans?attr=a").status == 400);
}

TEST_CASE("What a query does not take is a 400, and what does not exist a 404, told in JSON") {
  Queries queries;
  for (const char* query : {"slow?min=long", "slow?minimum=1s", "slow?min=1s&min=2s", "traces?limit=-1",
                            "traces?limit=0", "traces?limit=10001", "slow?min=%"}) {
    INFO(query);
    const Response response = queries.ask(query);
    CHECK(response.status == 400);
    CHECK(response.content_type ==
          (std::string(query).ends_with('%') ? "text/plain; charset=utf-8" : "application/json"));
  }
  CHECK(queries.ask("slo").status == 404);
  CHECK(message_of(queries.ask("nothi%22ng")) == "there is no query 'nothi\"ng'");
  CHECK(message_of(queries.ask("slwo")) == "there is no query 'slwo'; did you mean slow?");
  CHECK(message_of(queries.ask("slow?mni=1s")) == "query 'slow' has no parameter 'mni'; did you mean min?");
  const Response no_run = queries.ask("traces?run=nightly");
  CHECK(no_run.status == 404);
  CHECK(no_run.body == R"({"code":5,"message":"there is no run named 'nightly'"})");
}

TEST_CASE("A database that cannot be read makes senders try again") {
  const query::Catalogue catalogue(query::embedded_files(), {});
  ReaderPool readers;
  const Response response =
      begin(query_route(readers, "/nowhere/at/all.db", catalogue), "/api/tracewh/query/traces").get();
  CHECK(response.status == 503);
  CHECK(response.headers.get("Retry-After") == "1");
  CHECK(message_of(response) == "there is no database /nowhere/at/all.db");
}

TEST_CASE("Questions are answered by threads of their own, and not more at a time than there is room for") {
  ReaderPool readers(1, 2);
  std::promise<void> go_on;
  const std::shared_future<void> wait = go_on.get_future().share();
  const auto here = std::this_thread::get_id();
  const Route route = question_route(readers, "/question", [wait, here](const Request&, auto) {
    wait.wait();
    return Response{200, "text/plain", std::this_thread::get_id() == here ? "here" : "elsewhere", {}};
  });
  std::future<Response> first = begin(route, "/question");
  std::future<Response> second = begin(route, "/question");
  const Response third = begin(route, "/question").get();
  CHECK(third.status == 503);
  CHECK(third.headers.get("Retry-After") == "1");
  CHECK(message_of(third) == "too many questions wait; try again");
  go_on.set_value();
  CHECK(first.get().body == "elsewhere");
  CHECK(second.get().body == "elsewhere");
  CHECK(begin(route, "/question").get().status == 200);
}

TEST_CASE("A failure of an answer is told, and the thread goes on") {
  ReaderPool readers(1, 1);
  bool fail = true;
  const Route route = question_route(readers, "/question", [&fail](const Request&, auto) {
    if (fail) throw std::runtime_error("broken");
    return Response{200, "text/plain", "whole", {}};
  });
  const Response failed = begin(route, "/question").get();
  CHECK(failed.status == 500);
  CHECK(message_of(failed) == "broken");
  fail = false;
  Response next = begin(route, "/question").get();
  // The place of the first question may become free a moment after its answer.
  while (next.status == 503) next = begin(route, "/question").get();
  CHECK(next.body == "whole");
}

TEST_CASE("Stopping answers what is at work, and what waits with a 503") {
  ReaderPool readers(1, 10);
  std::promise<void> begun;
  const Route route = question_route(readers, "/question", [&](const Request&, auto) {
    begun.set_value();
    while (!readers.stopping()) std::this_thread::yield();
    return Response{200, "text/plain", "last", {}};
  });
  std::future<Response> at_work = begin(route, "/question");
  std::future<Response> waiting = begin(route, "/question");
  begun.get_future().wait();
  readers.stop();
  CHECK(at_work.get().body == "last");
  CHECK(message_of(waiting.get()) == "shutting down");
  CHECK(begin(route, "/question").get().status == 503);
}

TEST_CASE("Stopping interrupts a query that would take long") {
  const query::SampleDatabase database;
  ReaderPool readers(1, 1);
  std::promise<void> begun;
  const Route route = question_route(readers, "/question", [&](const Request&, auto) {
    store::Reader reader(database.file(), std::chrono::hours(1), {}, &readers.stopping());
    begun.set_value();
    query::run_sql(
        reader, "WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", -1)
        .next();
    return Response{};
  });
  std::future<Response> answer = begin(route, "/question");
  begun.get_future().wait();
  readers.stop();
  CHECK(message_of(answer.get()) == "shutting down");
}
