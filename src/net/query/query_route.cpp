#include "net/query/query_route.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"
#include "base/limits.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"
#include "net/query/answer_text.hpp"
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

using base::Error, base::ErrorCode;

search::GivenArguments read_query(const Parameters& query) {
  search::GivenArguments given;
  for (const auto& [name, value] : query) {
    if (name == "attr") {
      given.attributes.push_back(value);
    } else if (name == "trace") {
      given.traces.push_back(value);
    } else if (name == "of") {
      given.of = value;
    } else if (!given.texts.emplace(name, value).second) {
      throw Error(ErrorCode::kUsage, fmt::format("'{}' is given twice", name));
    }
  }
  return given;
}

/// Rows are collected before they are sent, so that there must not be any number of them.
void require_bounded(const std::vector<query::Argument>& arguments) {
  for (const auto& [name, value] : arguments) {
    if (name != "limit") continue;
    const auto limit = std::get<std::int64_t>(value);
    if (limit >= 0 && limit <= base::limits::kRowsPerAnswer) return;
    throw Error(ErrorCode::kUsage,
                fmt::format("limit: an answer holds at most {} rows", base::limits::kRowsPerAnswer));
  }
}

Response answer_query(store::Reader& reader, const query::Catalogue& catalogue,
                      const query::QueryDefinition& query, const Parameters& parameters) {
  const search::Question question = search::make_question(catalogue, query, read_query(parameters));
  const auto arguments = query::bind_arguments(query, question.given.texts, search::argument_context(reader));
  require_bounded(arguments);
  const auto rows = search::ask(reader, question, arguments);
  return json_response(answer_text([&](std::ostream& out) { render::write_json(*rows, {}, out); }));
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
