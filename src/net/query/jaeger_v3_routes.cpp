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
#include "query/trace_loader.hpp"

#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

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

/// What is told of a service in a trace, and of the trace as a whole.
struct SpanCounts {
  std::uint64_t spans = 0;
  std::uint64_t errors = 0;  ///< with any evidence of failure
};

void write_counts(base::JsonWriter& json, const SpanCounts& counts) {
  json.key("spanCount").count(counts.spans);
  json.key("errorSpanCount").count(counts.errors);
}

void write_summary(base::JsonWriter& json, const model::TraceSummary& summary, const model::Trace& trace) {
  std::map<std::string_view, SpanCounts> services;
  for (const model::Span& span : trace.spans) {
    SpanCounts& counts = services[jaeger_name_of(trace.service_of(span))];
    ++counts.spans;
    if (span.evidence != 0) ++counts.errors;
  }
  json.open('{');
  json.key("traceId").text(to_string(summary.trace_id));
  json.key("rootServiceName").text(jaeger_name_of(summary.service));
  json.key("rootOperationName").text(summary.name);
  json.key("minStartTimeUnixNano").quoted_integer(summary.start_ns);
  json.key("maxEndTimeUnixNano").quoted_integer(summary.end_ns);
  write_counts(json, {summary.spans, summary.errors});
  json.key("orphanSpanCount").count(summary.orphans);
  json.key("services").open('[');
  for (const auto& [name, counts] : services) {
    json.open('{');
    json.key("name").text(name);
    write_counts(json, counts);
    json.close('}');
  }
  json.close(']');
  json.close('}');
}

Response trace_summaries(store::Reader& reader, const Request& request) {
  query::SummaryLoader summaries(reader);
  query::TraceLoader traces(reader);
  std::string body;
  base::JsonWriter json(body);
  json.open('{');
  json.key("summaries").open('[');
  for (const query::TraceKey& trace : search::search_traces(reader, read_jaeger_v3_search(request.query)))
    write_summary(json, summaries.load(trace), traces.load(trace));
  json.close(']');
  json.close('}');
  return json_response(body + '\n');
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
          reader_route(readers, database, "/api/v3/traces/{traceID}", trace, tell_error),
          reader_route(readers, database, "/api/v3/trace-summaries", trace_summaries, tell_error)};
}

}  // namespace tracewh::net
