#pragma once

#include "analysis/analysis.hpp"
#include "model/row_stream.hpp"
#include "query/arguments.hpp"
#include "query/catalogue.hpp"
#include "query/definition.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::search {

/// What is given, as text, of what a query takes.
struct GivenArguments {
  std::map<std::string, std::string> texts;  ///< by the parameter's name
  std::vector<std::string> attributes{};     ///< each as model::parse_condition() reads it
  std::vector<std::string> traces{};         ///< IDs, see query::TraceFinder
  std::string of{};                          ///< another question, as one line; see parse_question()

  bool empty() const { return texts.empty() && attributes.empty() && traces.empty() && of.empty(); }
};

/// A canned query, which must outlive this, and what is given of its arguments.
struct Question {
  const query::QueryDefinition* query;
  GivenArguments given;
  std::shared_ptr<const Question> of = nullptr;  ///< asked for what this finds, too; may be null
};

/// The conditions that texts such as KEY=VALUE and KEY>7 stand for. Throws base::Error (usage).
std::vector<model::AttributeCondition> attribute_conditions(const std::vector<std::string>& texts);

/// Relative times count from now, and trace IDs may be prefixes that the database of `reader`, which must
/// outlive this, resolves.
query::ArgumentContext argument_context(store::Reader& reader);

/// What it means to a query that traces are named or found by another question. Throws base::Error (usage)
/// when its analysis does not exist.
analysis::Choice choice_of(const query::QueryDefinition& query);

/// Throws base::Error (usage) when the arguments cannot be read, before there is a database to ask.
void check(const Question& question);

/// Throws base::Error (usage) when the rows of `query` name no traces.
void require_traces(const query::QueryDefinition& query);

/// The same question, of all rows.
Question without_limit(Question question);

/// How many rows are asked for; negative for all. Throws base::Error (usage) when the limit cannot be read.
std::int64_t limit_of(const Question& question);

/// What the query finds: its rows, or those that its analysis makes of the traces that it finds. With traces
/// or another question it looks at those that either names, and at no others. `reader` must outlive the
/// answer. Throws base::Error.
std::unique_ptr<model::RowStream> ask(store::Reader& reader, const Question& question);

/// The same, with the values of its arguments that bind_arguments() made.
std::unique_ptr<model::RowStream> ask(store::Reader& reader, const Question& question,
                                      std::span<const query::Argument> arguments);

/// Whether there is a span that the question is about: of the run, time, service, traces and attributes that
/// it names. Without one, it has no answer. True of questions that are not about spans, such as which runs
/// there are. Throws base::Error.
bool is_about_any_span(store::Reader& reader, const query::Catalogue& catalogue, const Question& question);

/// How many rows the query finds, whatever the limit. Throws base::Error.
std::uint64_t count_matches(store::Reader& reader, Question question);

}  // namespace tracewh::search
