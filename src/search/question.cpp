#include "search/question.hpp"

#include "analysis/analysis.hpp"
#include "base/error.hpp"
#include "base/time.hpp"
#include "query/runner.hpp"
#include "query/trace_finder.hpp"
#include "search/analysis_rows.hpp"
#include "search/joined_question.hpp"
#include "search/matched_trace.hpp"
#include "search/tree_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace tracewh::search {

using base::Error, base::ErrorCode;

namespace {

const std::string kLimit = "limit";

bool chooses_traces(const Question& question) {
  return !question.given.traces.empty() || question.of != nullptr;
}

void require_choice(const Question& question) {
  if (choice_of(*question.query) != analysis::Choice::kAgainst || chooses_traces(question)) return;
  throw Error(ErrorCode::kUsage,
              fmt::format("the query '{}' needs traces to hold against all others", question.query->name),
              "choose them like --of 'slow --min 10s'");
}

bool takes_joined_rows(const Question& question) {
  return question.query->analysis.empty() && changes_of(question).joined;
}

/// Adds all traces that belong together with some.
void add_joined(store::Reader& reader, const std::vector<MatchedTrace>& some,
                std::vector<model::TraceId>& ids) {
  TreeLoader loader(reader, {.joined = true});
  for (const MatchedTrace& match : some) {
    for (const query::TraceKey& trace : loader.joined_to(match.trace).traces) ids.push_back(trace.id);
  }
}

/// Whether a parameter says which spans a query is about, rather than what it looks for in them.
bool is_scope(const query::Parameter& parameter) {
  return parameter.selects ||
         (parameter.name != kLimit &&
          std::ranges::count(query::standard_parameters(), parameter.name, &query::Parameter::name) > 0);
}

/// What is given, or else the default, of the parameters that say which spans the question is about.
GivenArguments scope_of(const Question& question) {
  GivenArguments scope = question.given;
  scope.texts.clear();
  for (const query::Parameter& parameter : question.query->parameters) {
    if (!is_scope(parameter)) continue;
    const auto given = question.given.texts.find(parameter.name);
    if (given != question.given.texts.end()) {
      scope.texts.insert(*given);
    } else if (parameter.default_text) {
      scope.texts.emplace(parameter.name, *parameter.default_text);
    }
  }
  return scope;
}

/// The traces that are named, and those that the other question finds; none when neither is there.
std::optional<std::vector<model::TraceId>> traces_looked_at(store::Reader& reader, const Question& question) {
  if (!chooses_traces(question)) return std::nullopt;
  std::vector<MatchedTrace> chosen = traces_named(reader, question.given.traces);
  if (question.of) std::ranges::move(traces_found(reader, *question.of).traces, std::back_inserter(chosen));
  std::vector<model::TraceId> ids;
  std::ranges::transform(chosen, std::back_inserter(ids), [](const auto& match) { return match.trace.id; });
  // An analysis loads whole groups itself.
  if (takes_joined_rows(question)) add_joined(reader, chosen, ids);
  return ids;
}

}  // namespace

std::vector<model::AttributeCondition> attribute_conditions(const std::vector<std::string>& texts) {
  std::vector<model::AttributeCondition> conditions;
  for (const std::string& text : texts) {
    auto condition = model::parse_condition(text);
    if (!condition) {
      throw Error(ErrorCode::kUsage, fmt::format("--attr: '{}' names no attribute and value", text),
                  "write it like --attr llm.model=gpt-4 or --attr 'priority>7'; by < and > only numbers are "
                  "compared, and a key with such a sign stands in double quotes");
    }
    conditions.push_back(std::move(*condition));
  }
  return conditions;
}

query::ArgumentContext argument_context(store::Reader& reader) {
  return {base::now_ns(), [&reader](std::string_view text) { return query::find_trace(reader, text).id; }};
}

analysis::Choice choice_of(const query::QueryDefinition& query) {
  return query.analysis.empty() ? analysis::Choice::kOnly : analysis::find_kind(query.analysis).choice;
}

void check(const Question& question) {
  const auto any_trace = [](std::string_view) { return model::TraceId(); };
  query::bind_arguments(*question.query, question.given.texts, {base::now_ns(), any_trace});
  attribute_conditions(question.given.attributes);
  require_choice(question);
  if (question.of) check(*question.of);
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

std::unique_ptr<model::RowStream> ask(store::Reader& reader, const Question& question) {
  return ask(reader, question,
             query::bind_arguments(*question.query, question.given.texts, argument_context(reader)));
}

std::unique_ptr<model::RowStream> ask(store::Reader& reader, const Question& question,
                                      std::span<const query::Argument> arguments) {
  const query::QueryDefinition& query = *question.query;
  require_choice(question);
  query::Narrowing narrowing{attribute_conditions(question.given.attributes),
                             traces_looked_at(reader, question)};
  std::optional<std::set<model::TraceId>> chosen;
  if (choice_of(query) != analysis::Choice::kOnly && narrowing.traces) {
    chosen.emplace(narrowing.traces->begin(), narrowing.traces->end());
    narrowing.traces.reset();
  }
  if (takes_joined_rows(question))
    return ask_joined(reader, query, {arguments.begin(), arguments.end()}, std::move(narrowing));
  const auto found = [&] { return query::run(reader, query, arguments, std::move(narrowing)); };
  // Made in its place, since an answer cannot be moved.
  if (query.analysis.empty()) return std::unique_ptr<model::RowStream>(new query::Answer(found()));
  query::Answer traces = found();
  return std::make_unique<AnalysisRows>(reader, query, arguments, matched_traces(reader, traces),
                                        std::move(chosen));
}

bool is_about_any_span(store::Reader& reader, const query::Catalogue& catalogue, const Question& question) {
  if (!question.query->attribute_scope) return true;
  Question spans{&catalogue.get("spans"), scope_of(question), question.of};
  spans.given.texts.insert_or_assign(kLimit, "1");
  return !ask(reader, spans)->at_end();
}

std::uint64_t count_matches(store::Reader& reader, Question question) {
  question.given.texts.insert_or_assign("limit", "0");
  const auto rows = ask(reader, question);
  while (rows->next() != nullptr) {
  }
  return rows->given();
}

}  // namespace tracewh::search
