#include "net/query/read_routes.hpp"

#include "net/ask.hpp"
#include "net/http/access.hpp"
#include "query/sample_database.hpp"
#include "query/trace_finder.hpp"
#include "render/formats.hpp"
#include "search/matched_trace.hpp"
#include "search/tree_loader.hpp"
#include "web/page.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>
#include <sstream>
#include <string>

using namespace tracewh;
using namespace tracewh::net;
using nlohmann::json;

namespace {

constexpr const char* kFirst = "aa010000000000000000000000000001";
constexpr const char* kText = "text/plain; charset=utf-8";

/// All that reads, on a sample database.
class Site {
 public:
  std::vector<Route> routes() { return read_routes(readers_, database_.file(), query::catalogue()); }
  Response get(const std::string& target) { return test::begin(routes(), target).get(); }
  json data(const std::string& target) { return json::parse(get(target).body); }
  std::filesystem::path file() const { return database_.file(); }

 private:
  query::SampleDatabase database_;
  ReaderPool readers_;
};

/// The IDs of traces in an answer of Jaeger, in order.
std::string ids(const json& answer) {
  std::string joined;
  for (const json& trace : answer.at("data"))
    joined += (joined.empty() ? "" : " ") + trace.at("traceID").get<std::string>().substr(0, 4);
  return joined;
}

void check_error(const Response& response, unsigned status, const std::string& message) {
  CHECK(response.status == status);
  CHECK(response.content_type == kText);
  const json body = json::parse(response.body);
  CHECK(body.at("data").is_null());
  CHECK(body.at("errors") == json{{{"code", status}, {"msg", message}}});
}

}  // namespace

TEST_CASE("Jaeger's lists have its envelope and tell their length") {
  Site site;
  CHECK(site.get("/api/services").body ==
        R"({"data":["coder","planner"],"total":2,"limit":0,"offset":0,"errors":null})"
        "\n");
  const json planner = R"(["multiagent.task.run"])"_json;
  CHECK(site.data("/api/services/planner/operations").at("data") == planner);
  CHECK(site.data("/api/services/plan%256Eer/operations").at("data") == planner);
  CHECK(site.data("/api/services/nobody/operations").at("data") == json::array());
  CHECK(site.data("/api/operations?service=coder&spanKind=client").at("data") ==
        R"([{"name":"llm.generate","spanKind":"client"}])"_json);
  CHECK(site.data("/api/operations?service=coder").at("total") == 4);
  check_error(site.get("/api/operations"), 400, "parameter 'service' is required");
  CHECK(site.data("/api/dependencies").at("data") ==
        R"([{"parent":"planner","child":"coder","callCount":1}])"_json);
  CHECK(site.data("/api/dependencies?service=nobody").at("data").empty());
  CHECK(site.data("/api/dependencies?endTs=1767225600000&lookback=1000").at("data").empty());
  CHECK(site.data("/api/dependencies?endTs=1767225700000").at("data").size() == 1);
}

TEST_CASE("Jaeger's search gives the newest traces, and no match is no error") {
  Site site;
  CHECK(ids(site.data("/api/traces?service=coder")) == "bb04 bb03 aa01");
  CHECK(ids(site.data("/api/traces?service=coder&limit=2&lookback=1h&raw=true")) == "bb04 bb03");
  CHECK(ids(site.data("/api/traces?service=planner&operation=multiagent.task.*")) == "aa02 aa01");
  CHECK(ids(site.data("/api/traces?service=planner&minDuration=10s")) == "aa01");
  CHECK(ids(site.data("/api/traces?service=planner&maxDuration=1s")) == "aa02");
  CHECK(ids(site.data("/api/traces?service=planner&start=1767225700000000")) == "aa02");
  CHECK(ids(site.data("/api/traces?service=planner&end=1767225699999999")) == "aa01");
  const Response none = site.get("/api/traces?service=nobody");
  CHECK(none.status == 200);
  CHECK(json::parse(none.body).at("data") == json::array());
}

TEST_CASE("Errors are found by evidence, and success only without any") {
  Site site;
  CHECK(ids(site.data("/api/traces?service=planner&tags=%7B%22error%22:%22true%22%7D")) == "aa01");
  CHECK(ids(site.data("/api/traces?service=coder&tag=error:true")) == "bb03 aa01");
  CHECK(ids(site.data("/api/traces?service=coder&operation=multiagent.task.run&tag=error:false")).empty());
}

TEST_CASE("What Jaeger does not take is a 400 in its envelope, as text") {
  Site site;
  check_error(site.get("/api/traces"), 400, "parameter 'service' is required");
  check_error(site.get("/api/traces?service=a&minDuration=2s&maxDuration=1s"), 400,
              "'maxDuration' should be greater than 'minDuration'");
  for (const char* query : {"tag=x", "tags=%7B%22a%22:1%7D", "tags=%7B", "start=now", "limit=0", "limit=-1",
                            "limit=4294967296", "minDuration=long", "raw=maybe"}) {
    INFO(query);
    CHECK(site.get(std::string("/api/traces?service=a&") + query).status == 400);
  }
}

TEST_CASE("Traces are named by IDs in all their forms") {
  Site site;
  const std::string path = "/api/traces/";
  CHECK(ids(site.data(path + kFirst)) == "aa01");
  CHECK(ids(site.data(path + "AA010000000000000000000000000001?start=1&end=2")) == "aa01");
  CHECK(ids(site.data(path + "qgEAAAAAAAAAAAAAAAAAAQ")) == "aa01");
  CHECK(ids(site.data(path + "qgEAAAAAAAAAAAAAAAAAAQ%3D%3D")) == "aa01");
  check_error(site.get(path + "ff"), 404, "trace not found");
  CHECK(site.get(path + "xyz").status == 400);
  CHECK(site.get(path + std::string(33, '0')).status == 400);
  const json named = site.data(std::string("/api/traces?traceID=") + kFirst + "&traceID=ff");
  CHECK(ids(named) == "aa01");
  CHECK(named.at("errors") == R"([{"msg":"trace not found","traceID":"ff"}])"_json);
}

TEST_CASE("A trace is what the encoder for Jaeger makes of it, on many lines when that is asked for") {
  Site site;
  const json trace = site.data(std::string("/api/traces/") + kFirst).at("data").at(0);
  CHECK(trace.at("spans").size() == 4);
  CHECK(trace.at("processes").at("p1").at("serviceName") == "planner");
  const Response pretty = site.get(std::string("/api/traces/") + kFirst + "?prettyPrint=true");
  CHECK(json::parse(pretty.body).at("data").at(0) == trace);
  CHECK(pretty.body.starts_with("{\n    \"data\": [\n        {\n            \"traceID\": \"aa01"));
  CHECK(site.get("/api/traces?service=nobody&prettyPrint=true").body.starts_with("{\n    \"data\": [],\n"));
}

TEST_CASE("Version 3 of Jaeger's API gives OTLP in both spellings, and no match is a 404") {
  Site site;
  CHECK(site.data("/api/v3/services") == R"({"services":["coder","planner"]})"_json);
  CHECK(site.data("/api/v3/operations?service=planner") ==
        R"({"operations":[{"name":"multiagent.task.run","spanKind":"internal"}]})"_json);
  const std::string times =
      "&query.start_time_min=2026-01-01T02:00:00+02:00&query.startTimeMax=2026-01-02T00:00:00Z";
  const json found = site.data("/api/v3/traces?query.service_name=planner&query.num_traces=1" + times);
  const json& spans = found.at("result").at("resourceSpans").at(0).at("scopeSpans").at(0).at("spans");
  CHECK(spans.at(0).at("traceId") == "aa020000000000000000000000000002");
  const Response none = site.get("/api/v3/traces?query.serviceName=nobody" + times);
  CHECK(none.status == 404);
  CHECK(none.content_type == kText);
  CHECK(none.body == "{\"error\":{\"httpCode\":404,\"message\":\"No traces found\"}}\n");
  CHECK(site.get("/api/v3/traces?query.serviceName=planner").status == 400);
  CHECK(site.get("/api/v3/traces?query.filter=x" + times).status == 400);
  CHECK(site.data(std::string("/api/v3/traces/") + kFirst).at("result").at("resourceSpans").size() == 2);
  CHECK(site.get("/api/v3/traces/ff").status == 404);
  const json summaries =
      site.data("/api/v3/trace-summaries?query.serviceName=planner" + times).at("summaries");
  CHECK(summaries.size() == 2);
  CHECK(summaries.at(1) ==
        R"({"traceId":"aa010000000000000000000000000001","rootServiceName":"planner",
            "rootOperationName":"multiagent.task.run","minStartTimeUnixNano":"1767225600000000000",
            "maxEndTimeUnixNano":"1767225620000000000","spanCount":4,"errorSpanCount":3,"orphanSpanCount":0,
            "services":[{"name":"coder","spanCount":2,"errorSpanCount":2},
                        {"name":"planner","spanCount":2,"errorSpanCount":1}]})"_json);
}

TEST_CASE("Zipkin's API compares names without regard to case") {
  Site site;
  CHECK(site.data("/api/v2/services") == R"(["coder","planner"])"_json);
  CHECK(site.data("/api/v2/spans?serviceName=PLANNER") == R"(["multiagent.task.run"])"_json);
  CHECK(site.get("/api/v2/spans").status == 400);
  const json found = site.data("/api/v2/traces?serviceName=Coder&spanName=Worker.execute&limit=5");
  CHECK(found.size() == 2);
  CHECK(found.at(0).at(0).at("traceId") == "bb030000000000000000000000000003");
  CHECK(site.data("/api/v2/traces?annotationQuery=error%20and%20a=1").size() == 2);
  CHECK(site.data("/api/v2/traces?minDuration=15000000").size() == 2);
  CHECK(site.data("/api/v2/traces?endTs=1767225700000&lookback=1000").size() == 1);
  CHECK(site.data(std::string("/api/v2/trace/") + kFirst).size() == 4);
  CHECK(site.get("/api/v2/trace/ff").status == 404);
  CHECK(site.data("/api/v2/dependencies?endTs=1767225700000") ==
        R"([{"parent":"planner","child":"coder","callCount":1,"errorCount":1}])"_json);
}

TEST_CASE("Its own API gives what the command line prints") {
  Site site;
  store::Reader reader(site.file());
  const auto match = search::traces_named(reader, {kFirst}).front();
  const auto [summary, tree] = search::TreeLoader(reader).load(match.trace);
  std::ostringstream printed;
  render::TraceWriter writer(*render::find_format("json"), {}, printed);
  writer.write({summary, tree, match.spans});
  writer.finish();
  CHECK(site.get("/api/tracewh/trace/aa01").body == printed.str());
  CHECK(site.data("/api/tracewh/trace/aa01?flat=true").at(0).at("nodes").size() == 4);
  CHECK(site.get("/api/tracewh/trace/aa").status == 400);
  CHECK(site.get("/api/tracewh/trace/cc").status == 404);
  CHECK(site.data("/api/tracewh/span/aa01/0000000000000003").at(0).at("name") == "worker.execute");
  CHECK(site.get("/api/tracewh/span/aa01/99").status == 404);
  CHECK(site.data("/api/tracewh/tree").at("traces") == 4);
  CHECK(site.data("/api/tracewh/tree?query=slow&min=15s").at("traces") == 2);
  CHECK(site.get("/api/tracewh/trace/aa01?joined=true&fix_skew=true").status == 200);
  CHECK(site.get("/api/tracewh/tree?limit=10001").status == 400);
  CHECK(site.get("/api/tracewh/tree?query=nothing").status == 400);
}

TEST_CASE("Runs that are not there cannot be compared") {
  Site site;
  CHECK(site.get("/api/tracewh/compare?base=a").status == 400);
  CHECK(site.get("/api/tracewh/compare?base=a&head=b&metric=none").status == 400);
  CHECK(site.get("/api/tracewh/compare?base=a&head=b").status == 404);
}

TEST_CASE("The page is whole, and nothing that it does not bring itself can run in it") {
  Site site;
  const Response page = site.get("/");
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK(page.body.find("src=\"page.js\"") != std::string::npos);
  CHECK(site.get("/page.js").content_type == "text/javascript; charset=utf-8");
  CHECK(site.get("/page.css").content_type == "text/css; charset=utf-8");
  const std::string policy(page.headers.get("Content-Security-Policy"));
  CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"));
  CHECK(policy.find("unsafe") == std::string::npos);
  const Access access("secret", {});
  for (const web::PageFile& file : web::page_files()) {
    Request request{"GET", std::string(file.path), {}, {}};
    request.headers.add("Host", "localhost");
    CHECK_FALSE(access.check(request, true).has_value());
  }
}

TEST_CASE("Everything is read with GET alone") {
  Site site;
  for (const Route& route : site.routes()) {
    INFO(route.path);
    CHECK(route.method == "GET");
  }
  CHECK(test::begin(site.routes(), "/api/traces", "POST").get().status == 405);
}

TEST_CASE("The description tells of every route and query, and of nothing else") {
  Site site;
  const json description = site.data("/api/tracewh/openapi.json");
  CHECK(description.at("openapi") == "3.0.3");
  // What the services add, the last of them only the one that receives.
  std::set<std::string> paths{"/health", "/metrics", "/api/tracewh/session", "/api/stream"};
  for (const Route& route : site.routes()) paths.emplace(route.path);
  for (const auto& [name, query] : query::catalogue().queries()) paths.insert("/api/tracewh/query/" + name);
  std::set<std::string> described;
  for (const auto& [path, operations] : description.at("paths").items()) {
    described.insert(path);
    const json& get = operations.at("get");
    CHECK_FALSE(get.at("summary").get<std::string>().empty());
    std::set<std::string> in_path;
    for (const json& parameter : get.value("parameters", json::array()))
      if (parameter.at("in") == "path") in_path.insert("{" + parameter.at("name").get<std::string>() + "}");
    for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos; ++at)
      CHECK(in_path.erase(path.substr(at, path.find('}', at) + 1 - at)) == 1);
    CHECK(in_path.empty());
  }
  CHECK(described == paths);
}

TEST_CASE(
    "The description tells which parameters of a query are required, and what the others are when not "
    "given") {
  Site site;
  const json paths = site.data("/api/tracewh/openapi.json").at("paths");
  std::size_t defaults = 0;
  for (const auto& [name, query] : query::catalogue().queries()) {
    const json& described = paths.at("/api/tracewh/query/" + name).at("get").at("parameters");
    for (std::size_t i = 0; i < query.parameters.size(); ++i) {
      const query::Parameter& parameter = query.parameters[i];
      INFO(name << ' ' << parameter.name);
      CHECK(described.at(i).at("name") == parameter.name);
      CHECK(described.at(i).value("required", false) == parameter.required);
      const json& schema = described.at(i).at("schema");
      REQUIRE(schema.contains("default") == parameter.default_text.has_value());
      if (!parameter.default_text) continue;
      ++defaults;
      const json& given = schema.at("default");
      CHECK((given.is_string() ? given.get<std::string>() : given.dump()) == *parameter.default_text);
      CHECK(given.is_string() == (schema.at("type") == "string"));
    }
  }
  CHECK(defaults > 0);
}
