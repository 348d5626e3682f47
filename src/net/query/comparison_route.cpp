#include "net/query/comparison_route.hpp"

#include "model/row_stream.hpp"
#include "net/query/answer_text.hpp"
#include "net/query/parameter_values.hpp"
#include "net/query/reader_route.hpp"
#include "render/json.hpp"
#include "search/comparison_question.hpp"

#include <ostream>
#include <string>

namespace tracewh::net {
namespace {

search::ComparisonOptions options_of(const Parameters& query) {
  search::ComparisonOptions options;
  for (const auto& [name, value] : query) {
    if (name == "level") options.levels.push_back(value);
    if (name == "metric") options.metrics.push_back(value);
    if (name == "tolerance") options.tolerances.push_back(value);
  }
  options.single_run = flag_parameter(query, {"single_run"});
  return options;
}

Response answer(store::Reader& reader, const Request& request) {
  const std::string base(required_parameter(request.query, {"base"}));
  const std::string head(required_parameter(request.query, {"head"}));
  const model::RowSet rows =
      search::exact_rows(search::compare_runs(options_of(request.query), reader, base, reader, head));
  return json_response(answer_text([&](std::ostream& out) {
    model::RowSetStream stream(rows);
    render::write_json(stream, {}, out);
  }));
}

}  // namespace

Route comparison_route(ReaderPool& readers, const std::filesystem::path& database) {
  return reader_route(readers, database, "/api/tracewh/compare", answer);
}

}  // namespace tracewh::net
