#include "search/question.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "query/runner.hpp"
#include "query/trace_finder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tracewh::search {

using base::Error, base::ErrorCode;

std::vector<store::AttributeCondition> attribute_conditions(const std::vector<std::string>& texts) {
  std::vector<store::AttributeCondition> conditions;
  for (const std::string& text : texts) {
    const auto end_of_key = text.find('=');
    if (end_of_key == std::string::npos || end_of_key == 0) {
      throw Error(ErrorCode::kUsage, fmt::format("--attr: '{}' names no attribute and value", text),
                  "write it like --attr llm.model=gpt-4");
    }
    conditions.push_back({text.substr(0, end_of_key), text.substr(end_of_key + 1)});
  }
  return conditions;
}

query::ArgumentContext argument_context(store::Reader& reader) {
  return {base::now_ns(), [&reader](std::string_view text) { return query::find_trace(reader, text).id; }};
}

void check(const Question& question) {
  const auto any_trace = [](std::string_view) { return model::TraceId(); };
  query::bind_arguments(*question.query, question.given.texts, {base::now_ns(), any_trace});
  attribute_conditions(question.given.attributes);
}

void require_traces(const query::QueryDefinition& query) {
  if (std::ranges::find(query.columns, "trace_id") != query.columns.end()) return;
  throw Error(ErrorCode::kUsage, fmt::format("the rows of the query '{}' name no traces", query.name),
              "name a query that has the column trace_id");
}

query::Answer ask(store::Reader& reader, const Question& question) {
  const auto& [query, given] = question;
  return query::run(reader, *query, query::bind_arguments(*query, given.texts, argument_context(reader)),
                    attribute_conditions(given.attributes));
}

}  // namespace tracewh::search
