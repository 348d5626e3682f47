#include "net/query/trace_routes.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "net/query/answer_text.hpp"
#include "net/query/given_arguments.hpp"
#include "net/query/notes.hpp"
#include "net/query/parameter_values.hpp"
#include "net/query/reader_route.hpp"
#include "query/trace_loader.hpp"
#include "render/formats.hpp"
#include "render/trace_columns.hpp"
#include "search/matched_trace.hpp"
#include "search/question_text.hpp"
#include "search/tree_loader.hpp"
#include "tree/aggregated_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <ostream>
#include <string>

namespace tracewh::net {
namespace {

using base::Error, base::ErrorCode;

// Of one trace, however large it is.
constexpr query::ChunkLimit kChunk{1'000, std::size_t{16} << 20};

constexpr std::string_view kNewest = "traces";

const render::Format& json_format() { return *render::find_format("json"); }

render::Style style_of(const Request& request) {
  render::Style style;
  style.flat = flag_parameter(request.query, {"flat"});
  return style;
}

search::MatchedTrace named_trace(store::Reader& reader, const Request& request, std::string_view parameter) {
  return search::traces_named(reader, {*request.path_parameters.find(parameter)}).front();
}

Response trace(store::Reader& reader, const Request& request) {
  const search::MatchedTrace match = named_trace(reader, request, "id");
  search::TreeLoader loader(reader, {.joined = flag_parameter(request.query, {"joined"}),
                                     .fix_skew = flag_parameter(request.query, {"fix_skew"})});
  const auto [summary, tree] = loader.load(match.trace);
  const render::TraceView view{summary, tree, match.spans};
  Response response = json_response(answer_text([&](std::ostream& out) {
    if (flag_parameter(request.query, {"columns"})) return render::write_trace_columns(view, out);
    render::TraceWriter writer(json_format(), style_of(request), out);
    writer.write(view);
    writer.finish();
  }));
  add_notes(response, loader.notes());
  return response;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

Response span(store::Reader& reader, const Request& request) {
  const search::MatchedTrace match = named_trace(reader, request, "trace");
  const std::string beginning = lower(*request.path_parameters.find("span"));
  query::TraceLoader loader(reader, query::Payloads::kLoad);
  loader.open(match.trace);
  while (const auto chunk = loader.next(kChunk)) {
    const auto found = std::ranges::find_if(chunk->spans, [&](const model::Span& each) {
      return model::to_string(each.span_id).starts_with(beginning);
    });
    if (found == chunk->spans.end()) continue;
    return json_response(answer_text([&](std::ostream& out) {
      render::TraceWriter writer(json_format(), {}, out);
      writer.write(*chunk, *found);
      writer.finish();
    }));
  }
  throw Error(ErrorCode::kUnanswerable, fmt::format("no span of the trace begins with '{}'", beginning));
}

search::FoundTraces traces_asked_for(store::Reader& reader, const Request& request,
                                     const query::Catalogue& catalogue) {
  const std::string name(text_parameter(request.query, {"query"}).value_or(kNewest));
  const query::QueryDefinition& query = catalogue.get(name);
  search::Question question =
      search::make_question(catalogue, query, given_arguments(request.query, {"query", "flat"}));
  if (query::find_parameter(query, "limit") != nullptr)
    question.given.texts.try_emplace("limit", std::to_string(base::limits::kRowsPerAnswer));
  require_bounded(query::bind_arguments(query, question.given.texts, search::argument_context(reader)));
  return search::traces_found(reader, question);
}

Response tree(store::Reader& reader, const Request& request, const query::Catalogue& catalogue) {
  tree::TreeAggregator aggregator;
  query::TraceLoader loader(reader);
  for (const search::MatchedTrace& match : traces_asked_for(reader, request, catalogue).traces)
    aggregator.add(tree::build_tree(loader.load(match.trace)));
  const tree::AggregatedTree aggregated = aggregator.finish();
  return json_response(
      answer_text([&](std::ostream& out) { json_format().aggregated(aggregated, style_of(request), out); }));
}

}  // namespace

std::vector<Route> trace_routes(ReaderPool& readers, const std::filesystem::path& database,
                                const query::Catalogue& catalogue) {
  return {reader_route(readers, database, "/api/tracewh/trace/{id}", trace),
          reader_route(readers, database, "/api/tracewh/span/{trace}/{span}", span),
          reader_route(readers, database, "/api/tracewh/tree",
                       [&catalogue](store::Reader& reader, const Request& request) {
                         return tree(reader, request, catalogue);
                       })};
}

}  // namespace tracewh::net
