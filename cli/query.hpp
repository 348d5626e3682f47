#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"
#include "search/question.hpp"

#include <functional>
#include <memory>

namespace tracewh::cli {

using Run = std::function<int(const Globals&, Io&)>;

/// Declares the options of a verb or branch that asks `query` of `catalogue`, once it is asked; both must
/// outlive what runs it. Values are put into `given`.
Run declare_question(CLI::App& app, const query::Catalogue& catalogue, const query::QueryDefinition& query,
                     const std::shared_ptr<search::GivenArguments>& given);

/// Declares `tracewh query` with a subcommand for each query of `catalogue`, which must outlive the verb.
Verb query_verb(CLI::App& root, const query::Catalogue& catalogue);

}  // namespace tracewh::cli
