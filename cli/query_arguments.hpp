#pragma once

#include "query/arguments.hpp"
#include "query/catalogue.hpp"
#include "query/definition.hpp"
#include "store/reader.hpp"

#include <CLI/App.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {

/// Texts given for the parameters of a query, by the parameter's name.
using GivenArguments = std::map<std::string, std::string>;

/// Declares one option for each parameter of `query`; what is given is put into `given`.
void declare_parameters(CLI::App& app, const query::QueryDefinition& query,
                        const std::shared_ptr<GivenArguments>& given);

/// Declares the options of all queries, each name once and none required: which query they are for is known
/// only later. Names that `app` has already are passed over.
void declare_all_parameters(CLI::App& app, const query::Catalogue& catalogue,
                            const std::shared_ptr<GivenArguments>& given);

/// The values to bind; relative times count from now, trace IDs may be prefixes.
std::vector<query::Argument> bind_arguments(store::Reader& reader, const query::QueryDefinition& query,
                                            const GivenArguments& given);

/// The same without a database, so that trace IDs must be given in full.
std::vector<query::Argument> bind_arguments(const query::QueryDefinition& query, const GivenArguments& given);

/// The canned queries of the program, of the environment's directories and of those that the command line
/// names with --queries-dir.
query::Catalogue load_catalogue(int argc, char** argv);

}  // namespace tracewh::cli
