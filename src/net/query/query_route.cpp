#include "net/query/query_route.hpp"

#include "base/closest_word.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"
#include "net/query/answer_text.hpp"
#include "net/query/given_arguments.hpp"
#include "net/query/notes.hpp"
#include "net/query/reader_route.hpp"
#include "render/json.hpp"
#include "search/question.hpp"
#include "search/question_text.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace tracewh::net {
namespace {

Response answer_query(store::Reader& reader, const query::Catalogue& catalogue,
                      const query::QueryDefinition& query, const Parameters& parameters) {
  const search::Question question = search::make_question(catalogue, query, given_arguments(parameters));
  const auto arguments = query::bind_arguments(query, question.given.texts, search::argument_context(reader));
  require_bounded(arguments);
  const auto rows = search::ask(reader, question, arguments);
  Response response =
      json_response(answer_text([&](std::ostream& out) { render::write_json(*rows, {}, out); }));
  if (rows->truncated()) response.headers.add("Tracewh-Truncated", "true");
  add_notes(response, rows->notes());
  return response;
}

Response no_query(const query::Catalogue& catalogue, const std::string& name) {
  const std::string hint = base::did_you_mean(name, catalogue.names());
  return error_response(kJson, {RequestError::Kind::kNotFound, fmt::format("there is no query '{}'{}", name,
                                                                           hint.empty() ? "" : "; " + hint)});
}

}  // namespace

Route query_route(ReaderPool& readers, std::filesystem::path database, const query::Catalogue& catalogue) {
  return reader_route(readers, std::move(database), "/api/tracewh/query/{name}",
                      [&catalogue](store::Reader& reader, const Request& request) {
                        const std::string& name = *request.path_parameters.find("name");
                        if (!catalogue.contains(name)) return no_query(catalogue, name);
                        return answer_query(reader, catalogue, catalogue.get(name), request.query);
                      });
}

}  // namespace tracewh::net
