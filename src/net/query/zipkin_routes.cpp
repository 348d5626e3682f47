#include "net/query/zipkin_routes.hpp"

#include "base/error.hpp"
#include "base/json_writer.hpp"
#include "encode/zipkin.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"
#include "net/query/answer_text.hpp"
#include "net/query/encoded_traces.hpp"
#include "net/query/lookback.hpp"
#include "net/query/parameter_values.hpp"
#include "net/query/reader_route.hpp"
#include "net/query/tag_conditions.hpp"
#include "query/services.hpp"
#include "query/trace_finder.hpp"
#include "render/json_value.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <string>

namespace tracewh::net {
namespace {

using base::Error, base::ErrorCode;

constexpr std::int64_t kUsualTraces = 10;
constexpr std::int64_t kMicrosecond = 1'000;

Response tell_error(const RequestError& error) { return error_response(kPlainText, error); }

Response answer_names(const std::set<std::string>& names) {
  std::string body;
  base::JsonWriter json(body);
  render::write_texts(json, names);
  return json_response(body + '\n');
}

Response services(store::Reader& reader, const Request&) {
  std::set<std::string> names;
  for (std::string& name : query::service_names(reader)) {
    if (!name.empty()) names.insert(std::move(name));
  }
  return answer_names(names);
}

Response spans(store::Reader& reader, const Request& request) {
  const std::string_view wanted = required_parameter(request.query, {"serviceName"});
  std::set<std::string> names;
  for (const std::string& service : query::service_names(reader)) {
    if (!equal_words(service, wanted)) continue;
    for (query::Operation& operation : query::operations_of(reader, service))
      names.insert(std::move(operation.name));
  }
  return answer_names(names);
}

search::TraceSearch read_search(const Parameters& query) {
  search::TraceSearch search;
  search.ignore_case = true;
  if (const auto service = text_parameter(query, {"serviceName"})) search.service = *service;
  // Zipkin's UI asks for `all` where it means any.
  if (const auto name = text_parameter(query, {"spanName"}); name && *name != "all") search.operation = *name;
  if (const auto peer = text_parameter(query, {"remoteServiceName"}))
    search.conditions.push_back({"peer.service", std::string(*peer)});
  if (const auto text = text_parameter(query, {"annotationQuery"}))
    std::ranges::move(read_annotation_query(*text), std::back_inserter(search.conditions));
  search.start_ns = looked_back_on(query);
  search.duration_ns = duration_range(nanoseconds_parameter(query, "minDuration", kMicrosecond),
                                      nanoseconds_parameter(query, "maxDuration", kMicrosecond));
  search.limit = limit_parameter(query, {"limit"}, kUsualTraces);
  return search;
}

Response traces(store::Reader& reader, const Request& request) {
  const auto found = search::search_traces(reader, read_search(request.query));
  return json_response(answer_text([&](std::ostream& out) {
    out << '[';
    for (const query::TraceKey& trace : found) {
      if (&trace != &found.front()) out << ',';
      write_encoded(reader, {&trace, 1}, encode::make_zipkin, out);
      if (!out) return;
    }
    out << "]\n";
  }));
}

Response trace(store::Reader& reader, const Request& request) {
  const auto found = query::TraceFinder(reader).find(read_trace_id(*request.path_parameters.find("traceId")));
  if (!found) throw Error(ErrorCode::kUnanswerable, "trace not found");
  return json_response(answer_text([&](std::ostream& out) {
    write_encoded(reader, {&*found, 1}, encode::make_zipkin, out);
  }));
}

Response dependencies(store::Reader& reader, const Request& request) {
  const search::Range times = looked_back_on(request.query);
  std::string body;
  base::JsonWriter json(body);
  json.open('[');
  for (const query::Dependency& call : query::dependencies(reader, times.least, times.most)) {
    if (call.parent.empty() || call.child.empty()) continue;
    json.open('{');
    json.key("parent").text(call.parent);
    json.key("child").text(call.child);
    json.key("callCount").integer(call.calls);
    json.key("errorCount").integer(call.failures);
    json.close('}');
  }
  json.close(']');
  return json_response(body + '\n');
}

}  // namespace

std::vector<Route> zipkin_routes(ReaderPool& readers, const std::filesystem::path& database) {
  return {reader_route(readers, database, "/api/v2/services", services, tell_error),
          reader_route(readers, database, "/api/v2/spans", spans, tell_error),
          reader_route(readers, database, "/api/v2/traces", traces, tell_error),
          reader_route(readers, database, "/api/v2/trace/{traceId}", trace, tell_error),
          reader_route(readers, database, "/api/v2/dependencies", dependencies, tell_error)};
}

}  // namespace tracewh::net
