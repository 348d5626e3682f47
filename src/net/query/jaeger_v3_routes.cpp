#include "base/error.hpp"
#include "base/json_writer.hpp"
#include "encode/otlp_json.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"
#include "net/query/answer_text.hpp"
#include "net/query/encoded_traces.hpp"
#include "net/query/jaeger_routes.hpp"
#include "net/query/jaeger_search.hpp"
#include "net/query/parameter_values.hpp"
#include "net/query/reader_route.hpp"
#include "query/services.hpp"
#include "query/trace_finder.hpp"

#include <ostream>
#include <string>

namespace tracewh::net {
namespace {

using base::Error, base::ErrorCode;

/// Jaeger sends errors as text, although they are JSON.
Response tell_error(const RequestError& error) {
  Response response = error_response(kPlainText, error);
  std::string body;
  base::JsonWriter json(body);
  json.open('{');
  json.key("error").open('{');
  json.key("httpCode").integer(response.status);
  json.key("message").text(response.error);
  json.close('}');
  json.close('}');
  response.body = body + '\n';
  return response;
}

Response services(store::Reader& reader, const Request&) {
  std::string body;
  base::JsonWriter json(body);
  json.open('{');
  json.key("services").open('[');
  for (const std::string& name : query::service_names(reader)) json.text(jaeger_name_of(name));
  json.close(']');
  json.close('}');
  return json_response(body + '\n');
}

/// Jaeger takes spans without a kind for internal ones here.
std::string_view kind_name(std::int32_t kind) {
  const std::string_view name = kind == 0 ? "" : model::span_kind_name(kind);
  return name.empty() ? "internal" : name;
}

Response operations(store::Reader& reader, const Request& request) {
  const std::string service = service_of_jaeger(required_parameter(request.query, {"service"}));
  const auto wanted = text_parameter(request.query, {"spanKind", "span_kind"});
  std::string body;
  base::JsonWriter json(body);
  json.open('{');
  json.key("operations").open('[');
  for (const query::Operation& operation : query::operations_of(reader, service)) {
    if (wanted && kind_name(operation.kind) != *wanted) continue;
    json.open('{');
    json.key("name").text(operation.name);
    json.key("spanKind").text(kind_name(operation.kind));
    json.close('}');
  }
  json.close(']');
  json.close('}');
  return json_response(body + '\n');
}

Response answer_traces(store::Reader& reader, std::span<const query::TraceKey> traces) {
  if (traces.empty()) throw Error(ErrorCode::kUnanswerable, "No traces found");
  return json_response(answer_text([&](std::ostream& out) {
    out << R"({"result":)";
    write_encoded(reader, traces, encode::make_otlp_json_whole, out);
    out << "}\n";
  }));
}

Response traces(store::Reader& reader, const Request& request) {
  return answer_traces(reader, search::search_traces(reader, read_jaeger_v3_search(request.query)));
}

Response trace(store::Reader& reader, const Request& request) {
  flag_parameter(request.query, {"rawTraces", "raw_traces"});
  const model::TraceId id = read_trace_id(*request.path_parameters.find("traceID"));
  const auto found = query::TraceFinder(reader).find(id);
  return answer_traces(reader, found ? std::span(&*found, 1) : std::span<const query::TraceKey>());
}

}  // namespace

std::vector<Route> jaeger_v3_routes(ReaderPool& readers, const std::filesystem::path& database) {
  return {reader_route(readers, database, "/api/v3/services", services, tell_error),
          reader_route(readers, database, "/api/v3/operations", operations, tell_error),
          reader_route(readers, database, "/api/v3/traces", traces, tell_error),
          reader_route(readers, database, "/api/v3/traces/{traceID}", trace, tell_error)};
}

}  // namespace tracewh::net
