#include "cli/run_condition.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

constexpr const char* kRun = "run";

GivenArguments parse_options(const query::QueryDefinition& query, const std::string& options) {
  CLI::App parser;
  parser.set_help_flag();
  auto given = std::make_shared<GivenArguments>();
  declare_parameters(parser, query, given);
  if (query.attribute_scope) declare_attributes(parser, *query.attribute_scope, given);
  try {
    parser.parse(options);
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorCode::kUsage, fmt::format("--fail-on '{}{}': {}", query.name, options, error.what()),
                fmt::format("tracewh query {} --help tells its options", query.name));
  }
  return std::move(*given);
}

}  // namespace

RunCondition::RunCondition(const query::Catalogue& catalogue, const std::string& text)
    : text_(text), query_(&catalogue.get(text.substr(0, text.find(' ')))) {
  if (query::find_parameter(*query_, kRun) == nullptr) {
    throw Error(ErrorCode::kUsage, fmt::format("--fail-on: the query '{}' cannot ask of a run", query_->name),
                "name a query that has the option --run");
  }
  given_ = parse_options(*query_, text.size() > query_->name.size() ? text.substr(query_->name.size()) : "");
  if (given_.texts.count(kRun) != 0) {
    throw Error(ErrorCode::kUsage, fmt::format("--fail-on '{}': the run is that of the command", text),
                "leave out --run");
  }
  given_.texts.insert_or_assign(kRun, "");
  // A bad value is told before the command runs.
  bind_arguments(*query_, given_);
  attribute_conditions(given_);
}

model::RowSet RunCondition::rows(store::Reader& reader, const std::string& run) const {
  GivenArguments given = given_;
  given.texts.insert_or_assign(kRun, run);
  return ask(reader, *query_, given);
}

}  // namespace tracewh::cli
