#pragma once

#include "query/answer.hpp"
#include "query/arguments.hpp"
#include "query/catalogue.hpp"
#include "query/definition.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::search {

/// What is given, as text, of what a query takes.
struct GivenArguments {
  std::map<std::string, std::string> texts;  ///< by the parameter's name
  std::vector<std::string> attributes;       ///< each KEY=VALUE

  bool empty() const { return texts.empty() && attributes.empty(); }
};

/// A canned query, which must outlive this, and what is given of its arguments.
struct Question {
  const query::QueryDefinition* query;
  GivenArguments given;
};

/// The conditions that texts of the form KEY=VALUE stand for. Throws base::Error (usage).
std::vector<store::AttributeCondition> attribute_conditions(const std::vector<std::string>& texts);

/// Relative times count from now, and trace IDs may be prefixes that the database of `reader`, which must
/// outlive this, resolves.
query::ArgumentContext argument_context(store::Reader& reader);

/// Throws base::Error (usage) when the arguments cannot be read, before there is a database to ask.
void check(const Question& question);

/// Throws base::Error (usage) when the rows of `query` name no traces.
void require_traces(const query::QueryDefinition& query);

/// The same question, of all rows.
Question without_limit(Question question);

/// How many rows are asked for; negative for all. Throws base::Error (usage) when the limit cannot be read.
std::int64_t limit_of(const Question& question);

/// What the query finds. `reader` must outlive the answer. Throws base::Error.
query::Answer ask(store::Reader& reader, const Question& question);

/// How many rows the query finds, whatever the limit. Throws base::Error.
std::uint64_t count_matches(store::Reader& reader, Question question);

}  // namespace tracewh::search
