#include "query/header_parser.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::query;
using Catch::Contains;

namespace {

const std::string kHead = "-- name: q\n-- summary: A query.\n-- columns: a\n";

QueryDefinition parse(const std::string& lines) {
  return parse_definition(kHead + lines + "SELECT 1 AS a;\n", "q.sql");
}

}  // namespace

TEST_CASE("a header says what attributes leave") {
  CHECK(parse("").attribute_scope == store::AttributeScope::kTrace);
  CHECK(parse("-- attr: span\n").attribute_scope == store::AttributeScope::kSpan);
  CHECK_FALSE(parse("-- without: attr run\n").attribute_scope);
  CHECK_THROWS_WITH(parse("-- attr: spans\n"), Contains("attr is 'trace' or 'span'"));
}

TEST_CASE("a header may show examples") {
  CHECK(parse("").examples.empty());
  CHECK(parse("-- example: tracewh query q\n-- example: tracewh query q --min 3s\n").examples ==
        std::vector<std::string>{"tracewh query q", "tracewh query q --min 3s"});
}

TEST_CASE("a header tells which columns give way") {
  CHECK(parse("-- columns: b c\n-- gives_way: c\n-- gives_way: a\n").gives_way ==
        std::vector<std::string>{"c", "a"});
  CHECK_THROWS_WITH(parse("-- gives_way: d\n"), Contains("'d' gives way and is no column"));
}

TEST_CASE("what stands behind the notes' line is no part of the rows' SQL") {
  const QueryDefinition query =
      parse_definition(kHead + "SELECT 1 AS a;\n\n-- notes\nSELECT 'b';\n", "q.sql");
  CHECK(query.sql == "SELECT 1 AS a;\n");
  CHECK(query.note_sql == "SELECT 'b';\n");
  CHECK(parse("").note_sql.empty());
}

TEST_CASE("a header is read whole") {
  const QueryDefinition query = parse(
      "-- columns: b c\n"
      "-- param: min duration = 10s \"shortest: 'duration'\"\n"
      "-- param: scope enum(task,trace) = task\n"
      "-- param: id glob required \"the ID\"\n"
      "-- param: strict_status flag\n"
      "-- without: since run\n"
      "\n-- why: a comment of the SQL\n");
  CHECK(query.name == "q");
  CHECK(query.summary == "A query.");
  CHECK(query.columns == std::vector<std::string>{"a", "b", "c"});
  REQUIRE(query.parameters.size() == 7 + facet_parameters().size());
  CHECK(query.parameters[0].type == ParameterType::kDuration);
  CHECK(query.parameters[0].default_text == "10s");
  CHECK(query.parameters[0].description == "shortest: 'duration'");
  CHECK(query.parameters[1].choices == std::vector<std::string>{"task", "trace"});
  CHECK(query.parameters[2].required);
  CHECK(query.parameters[2].description == "the ID");
  CHECK(option_name(query.parameters[3]) == "--strict-status");
  CHECK(find_parameter(query, "since") == nullptr);
  CHECK(find_parameter(query, "limit")->default_text == "50");
  CHECK(query.sql == "\n-- why: a comment of the SQL\nSELECT 1 AS a;\n");
}

TEST_CASE("a header may give a standard parameter another default") {
  const QueryDefinition query = parse("-- param: limit integer = 7\n");
  CHECK(find_parameter(query, "limit")->default_text == "7");
  CHECK(query.parameters.size() == 5 + facet_parameters().size());
  CHECK_THROWS_WITH(parse("-- param: limit string\n"), Contains("standard parameter of type integer"));
}

TEST_CASE("a header may declare a parameter that is called like a facet") {
  CHECK(find_parameter(parse(""), "model")->selects);
  CHECK_FALSE(find_parameter(parse("-- param: model string\n"), "model")->selects);
  CHECK(find_parameter(parse("-- without: attr\n"), "model") == nullptr);
}

TEST_CASE("lines may end as on Windows") {
  const QueryDefinition query = parse_definition(
      "-- name: q\r\n-- summary: A query.\r\n-- columns: a b\r\nSELECT 1 AS a, 2 AS b", "q.sql");
  CHECK(query.name == "q");
  CHECK(query.columns == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a bad header names the file, the line and the reason") {
  CHECK_THROWS_WITH(parse("-- param: x colour\n"), "q.sql:4: unknown type 'colour'");
  CHECK_THROWS_WITH(parse("-- param: x integer = many\n"),
                    "q.sql:4: default of --x: 'many' is not an integer");
  CHECK_THROWS_WITH(parse("-- param: x enum(a,b) = c\n"), Contains("none of a, b"));
  CHECK_THROWS_WITH(parse("-- param: x enum()\n"), Contains("enum(first,second)"));
  CHECK_THROWS_WITH(parse("-- param: x-y integer\n"), Contains("is no name"));
  CHECK_THROWS_WITH(parse("-- param: x integer\n-- param: x string\n"),
                    "q.sql:5: parameter 'x' is declared twice");
  CHECK_THROWS_WITH(parse("-- param: x integer required = 3\n"), Contains("has no default"));
  CHECK_THROWS_WITH(parse("-- param: x integer whatever\n"), Contains("cannot read 'whatever'"));
  CHECK_THROWS_WITH(parse("-- without: colour\n"), Contains("no standard parameter"));
  CHECK_THROWS_WITH(parse("-- colour: red\n"), Contains("unknown key 'colour'"));
  CHECK_THROWS_WITH(parse("-- just words\n"), Contains("-- key: value"));
  CHECK_THROWS_WITH(parse_definition("SELECT 1", "q.sql"), Contains("no 'name'"));
  CHECK_THROWS_WITH(parse_definition(kHead, "q.sql"), Contains("no SQL"));
}

TEST_CASE("a bad header is a mistake of use") {
  try {
    parse("-- param: x colour\n");
    FAIL("accepted");
  } catch (const base::Error& error) {
    CHECK(error.code() == base::ErrorCode::kUsage);
  }
}

TEST_CASE("names that the program has itself are refused") {
  CHECK_THROWS_WITH(parse("-- name: show\n"), Contains("'tracewh query show' is no query"));
  CHECK_THROWS_WITH(parse("-- param: fail_on_match flag\n"),
                    Contains("--fail-on-match is an option of every query"));
  CHECK(is_query_name("mine"));
  CHECK_FALSE(is_query_name("list"));
  CHECK_FALSE(is_query_name("my notes"));
}

TEST_CASE("a header tells its name whatever else is wrong") {
  CHECK(declared_name("-- nonsense\n-- name: mine\n") == "mine");
  CHECK(declared_name("SELECT 1;\n-- name: mine\n").empty());
}
