#pragma once

#include "model/row_set.hpp"
#include "query/arguments.hpp"
#include "query/catalogue.hpp"
#include "query/definition.hpp"
#include "store/read/reader.hpp"
#include "store/read/selection.hpp"

#include <CLI/App.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tracewh::cli {

/// What is given of what a query takes.
struct GivenArguments {
  std::map<std::string, std::string> texts;  ///< by the parameter's name
  std::vector<std::string> attributes;       ///< each KEY=VALUE

  bool empty() const { return texts.empty() && attributes.empty(); }
};

/// Declares one option for each parameter of `query`; what is given is put into `given`.
void declare_parameters(CLI::App& app, const query::QueryDefinition& query,
                        const std::shared_ptr<GivenArguments>& given);

/// Declares --attr, which `scope` describes.
void declare_attributes(CLI::App& app, store::AttributeScope scope,
                        const std::shared_ptr<GivenArguments>& given);

/// Declares the options of all queries, each name once and none required: which query they are for is known
/// only later. Names that `app` has already are passed over.
void declare_all_parameters(CLI::App& app, const query::Catalogue& catalogue,
                            const std::shared_ptr<GivenArguments>& given);

/// The attributes that --attr names. Throws base::Error (usage).
std::vector<store::AttributeCondition> attribute_conditions(const GivenArguments& given);

/// The values to bind; relative times count from now, trace IDs may be prefixes. Throws base::Error.
std::vector<query::Argument> bind_arguments(store::Reader& reader, const query::QueryDefinition& query,
                                            const GivenArguments& given);

/// The values to bind without a database, so that trace IDs must be given in full; relative times count from
/// now.
std::vector<query::Argument> bind_arguments(const query::QueryDefinition& query, const GivenArguments& given);

/// Asks a query; relative times count from now, trace IDs may be prefixes. Throws base::Error.
model::RowSet ask(store::Reader& reader, const query::QueryDefinition& query, const GivenArguments& given);

/// The canned queries of the program, of the environment's directories and of those that the command line
/// names with --queries-dir.
query::Catalogue load_catalogue(int argc, char** argv);

}  // namespace tracewh::cli
