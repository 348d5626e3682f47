#include "search/question.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "query/runner.hpp"
#include "query/trace_finder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tracewh::search {

using base::Error, base::ErrorCode;

namespace {

const std::string kLimit = "limit";

}  // namespace

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

Question without_limit(Question question) {
  if (query::find_parameter(*question.query, kLimit) != nullptr) question.given.texts[kLimit] = "0";
  return question;
}

std::int64_t limit_of(const Question& question) {
  const query::Parameter* parameter = query::find_parameter(*question.query, kLimit);
  if (parameter == nullptr) return -1;
  const auto given = question.given.texts.find(kLimit);
  const bool is_given = given != question.given.texts.end();
  const std::string text = is_given ? given->second : parameter->default_text.value_or("0");
  const auto limit = std::get<std::int64_t>(query::parse_argument(*parameter, text, {}));
  return limit == 0 ? -1 : limit;
}

query::Answer ask(store::Reader& reader, const Question& question) {
  const auto& [query, given] = question;
  return query::run(reader, *query, query::bind_arguments(*query, given.texts, argument_context(reader)),
                    attribute_conditions(given.attributes));
}

std::uint64_t count_matches(store::Reader& reader, Question question) {
  question.given.texts.insert_or_assign("limit", "0");
  query::Answer rows = ask(reader, question);
  while (rows.next() != nullptr) {
  }
  return rows.given();
}

}  // namespace tracewh::search
