#pragma once

#include "query/catalogue.hpp"
#include "query/definition.hpp"
#include "search/question.hpp"
#include "store/read/selection.hpp"

#include <CLI/App.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tracewh::cli {

/// Declares one option for each parameter of `query`; what is given is put into `given`. Names that `app` has
/// already are passed over.
void declare_parameters(CLI::App& app, const query::QueryDefinition& query,
                        const std::shared_ptr<search::GivenArguments>& given);

/// Declares --attr, which `scope` describes.
void declare_attributes(CLI::App& app, store::AttributeScope scope,
                        const std::shared_ptr<search::GivenArguments>& given);

/// Declares --trace and --of, as `query` takes them.
void declare_traces(CLI::App& app, const query::QueryDefinition& query,
                    const std::shared_ptr<search::GivenArguments>& given);

/// Declares the options of all queries once the verb is asked, each name once and none required: which query
/// they are for is known only later. `catalogue` must outlive the parsing.
void declare_all_parameters(CLI::App& app, const query::Catalogue& catalogue,
                            const std::shared_ptr<search::GivenArguments>& given);

/// Declares the options by which any query can be narrowed: --since, --until, --service, --run, --attr,
/// --trace and --of; and those by which traces are changed.
void declare_scope(CLI::App& app, const std::shared_ptr<search::GivenArguments>& given);

/// The question that --query `name` and the options of queries ask; none without a name. Throws base::Error
/// (usage), with `hint`, when there are such options and no name; or when there is no query of that name.
/// `catalogue` must outlive it.
std::optional<search::Question> question_of(const query::Catalogue& catalogue, const std::string& name,
                                            const search::GivenArguments& given, const std::string& hint);

/// The canned queries of the program, of the environment's directories and of those that the command line
/// names with --queries-dir.
query::Catalogue load_catalogue(int argc, char** argv);

}  // namespace tracewh::cli
