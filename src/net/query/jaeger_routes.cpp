#include "net/query/jaeger_routes.hpp"

#include "base/error.hpp"
#include "base/indented_json.hpp"
#include "base/json_writer.hpp"
#include "encode/jaeger.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"
#include "net/http/target.hpp"
#include "net/query/answer_text.hpp"
#include "net/query/encoded_traces.hpp"
#include "net/query/jaeger_search.hpp"
#include "net/query/lookback.hpp"
#include "net/query/parameter_values.hpp"
#include "net/query/reader_route.hpp"
#include "query/services.hpp"
#include "query/trace_finder.hpp"
#include "render/json_value.hpp"

#include <ostream>
#include <set>
#include <string>
#include <utility>

namespace tracewh::net {
namespace {

using base::Error, base::ErrorCode;

constexpr std::string_view kNoErrors = "null";
constexpr const char* kNotFound = "trace not found";

/// What surrounds every answer. `data` and `errors` are JSON; only lists of names tell their length.
std::string envelope(std::string_view data, std::size_t total = 0, std::string_view errors = kNoErrors) {
  std::string body;
  base::JsonWriter json(body);
  json.open('{');
  json.key("data").raw(data);
  json.key("total").count(total);
  json.key("limit").integer(0);
  json.key("offset").integer(0);
  json.key("errors").raw(errors);
  json.close('}');
  return body + '\n';
}

/// Jaeger sends errors as text, although they are JSON.
Response tell_error(const RequestError& error) {
  Response response = error_response(kPlainText, error);
  std::string errors;
  base::JsonWriter json(errors);
  json.open('[');
  json.open('{');
  json.key("code").integer(response.status);
  json.key("msg").text(response.error);
  json.close('}');
  json.close(']');
  response.body = envelope("null", 0, errors);
  return response;
}

Response answer_names(const std::set<std::string>& names) {
  std::string data;
  base::JsonWriter json(data);
  render::write_texts(json, names);
  return json_response(envelope(data, names.size()));
}

Response services(store::Reader& reader, const Request&) {
  std::set<std::string> names;
  for (const std::string& name : query::service_names(reader)) names.emplace(jaeger_name_of(name));
  return answer_names(names);
}

/// Of the service in the path, which some clients escape twice.
std::vector<query::Operation> operations_in_path(store::Reader& reader, const Request& request) {
  const std::string& name = *request.path_parameters.find("service");
  auto operations = query::operations_of(reader, service_of_jaeger(name));
  if (!operations.empty()) return operations;
  const auto again = read_target("/" + name);
  if (!again || again->segments.size() != 1) return {};
  return query::operations_of(reader, service_of_jaeger(again->segments.front()));
}

Response operation_names(store::Reader& reader, const Request& request) {
  std::set<std::string> names;
  for (query::Operation& operation : operations_in_path(reader, request))
    names.insert(std::move(operation.name));
  return answer_names(names);
}

Response operations(store::Reader& reader, const Request& request) {
  const std::string service = service_of_jaeger(required_parameter(request.query, {"service"}));
  const auto wanted = text_parameter(request.query, {"spanKind"});
  std::string data;
  base::JsonWriter json(data);
  json.open('[');
  std::size_t total = 0;
  for (const query::Operation& operation : query::operations_of(reader, service)) {
    const std::string_view kind = operation.kind == 0 ? "" : model::span_kind_name(operation.kind);
    if (wanted && kind != *wanted) continue;
    ++total;
    json.open('{');
    json.key("name").text(operation.name);
    json.key("spanKind").text(kind);
    json.close('}');
  }
  json.close(']');
  return json_response(envelope(data, total));
}

std::string traces_json(store::Reader& reader, std::span<const query::TraceKey> traces) {
  return answer_text(
      [&](std::ostream& out) { write_encoded(reader, traces, encode::make_jaeger_list, out); });
}

Response found_traces(store::Reader& reader, const Request& request) {
  return json_response(
      envelope(traces_json(reader, search::search_traces(reader, read_jaeger_search(request.query)))));
}

/// The traces that are named, in place of a search; those that are not there are told of.
Response named_traces(store::Reader& reader, const Request& request) {
  query::TraceFinder finder(reader);
  std::vector<query::TraceKey> traces;
  std::string errors;
  base::JsonWriter json(errors);
  json.open('[');
  for (const auto& [name, value] : request.query) {
    if (name != "traceID" || value.empty()) continue;
    if (const auto trace = finder.find(read_trace_id(value))) {
      traces.push_back(*trace);
      continue;
    }
    json.open('{');
    json.key("msg").text(kNotFound);
    json.key("traceID").text(value);
    json.close('}');
  }
  json.close(']');
  return json_response(envelope(traces_json(reader, traces), 0, errors == "[]" ? kNoErrors : errors));
}

Response traces(store::Reader& reader, const Request& request) {
  const bool named = text_parameter(request.query, {"traceID"}).has_value();
  return named ? named_traces(reader, request) : found_traces(reader, request);
}

Response trace(store::Reader& reader, const Request& request) {
  for (const std::string_view hint : {"start", "end"}) integer_parameter(request.query, hint);
  flag_parameter(request.query, {"raw"});
  const model::TraceId id = read_trace_id(*request.path_parameters.find("traceID"));
  const auto found = query::TraceFinder(reader).find(id);
  if (!found) throw Error(ErrorCode::kUnanswerable, kNotFound);
  return json_response(envelope(traces_json(reader, {&*found, 1})));
}

Response dependencies(store::Reader& reader, const Request& request) {
  const search::Range times = looked_back_on(request.query);
  const auto service = text_parameter(request.query, {"service"});
  std::string data;
  base::JsonWriter json(data);
  json.open('[');
  for (const query::Dependency& call : query::dependencies(reader, times.least, times.most)) {
    const std::string_view parent = jaeger_name_of(call.parent);
    const std::string_view child = jaeger_name_of(call.child);
    if (service && parent != *service && child != *service) continue;
    json.open('{');
    json.key("parent").text(parent);
    json.key("child").text(child);
    json.key("callCount").integer(call.calls);
    json.close('}');
  }
  json.close(']');
  return json_response(envelope(data));
}

bool wants_lines(const Parameters& query) {
  const auto pretty = text_parameter(query, {"prettyPrint"});
  return pretty && *pretty != "false";
}

}  // namespace

std::vector<Route> jaeger_routes(ReaderPool& readers, const std::filesystem::path& database) {
  const auto route = [&](std::string_view path, ReaderAnswer answer) {
    return reader_route(
        readers, database, path,
        [answer = std::move(answer)](store::Reader& reader, const Request& request) {
          Response response = answer(reader, request);
          if (wants_lines(request.query)) response.body = base::indented_json(response.body);
          return response;
        },
        tell_error);
  };
  return {route("/api/services", services),      route("/api/services/{service}/operations", operation_names),
          route("/api/operations", operations),  route("/api/traces", traces),
          route("/api/traces/{traceID}", trace), route("/api/dependencies", dependencies)};
}

}  // namespace tracewh::net
