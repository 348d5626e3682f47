#include "cli/query_arguments.hpp"

#include "base/error.hpp"
#include "cli/file_text.hpp"
#include "query/embedded.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <utility>

namespace tracewh::cli {
namespace {

constexpr std::string_view kDirectoryOption = "--queries-dir";
const std::string kAttributeOption = "attr";

std::string description(const query::Parameter& parameter) {
  std::string text = parameter.description;
  if (parameter.default_text) text += fmt::format(" [{}]", *parameter.default_text);
  return text;
}

std::string type_name(const query::Parameter& parameter) {
  if (parameter.type == query::ParameterType::kEnum)
    return fmt::format("{}", fmt::join(parameter.choices, "|"));
  std::string name(query::to_string(parameter.type));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
  return name;
}

}  // namespace

void declare_parameters(CLI::App& app, const query::QueryDefinition& query,
                        const std::shared_ptr<search::GivenArguments>& given) {
  for (const query::Parameter& parameter : query.parameters) {
    const std::string name = query::option_name(parameter);
    if (app.get_option_no_throw(name) != nullptr) continue;
    if (parameter.type == query::ParameterType::kFlag) {
      app.add_flag_callback(
          name, [given, key = parameter.name] { given->texts[key] = "true"; }, description(parameter));
    } else {
      const bool is_file = parameter.type == query::ParameterType::kFile;
      app.add_option_function<std::string>(
             name,
             [given, is_file, name, key = parameter.name](const std::string& text) {
               given->texts[key] = is_file ? read_file(name, text) : text;
             },
             description(parameter))
          ->type_name(type_name(parameter))
          ->required(parameter.required);
    }
  }
}

namespace {

/// The parameters by which queries find traces, each once and optional. Options of analyses make other rows
/// of the same traces.
query::QueryDefinition all_parameters(const query::Catalogue& catalogue) {
  query::QueryDefinition all;
  for (const auto& [name, query] : catalogue.queries()) {
    if (!query.analysis.empty()) continue;
    for (query::Parameter parameter : query.parameters) {
      if (query::find_parameter(all, parameter.name) != nullptr) continue;
      parameter.required = false;
      parameter.default_text.reset();
      all.parameters.push_back(std::move(parameter));
    }
  }
  return all;
}

}  // namespace

void declare_all_parameters(CLI::App& app, const query::Catalogue& catalogue,
                            const std::shared_ptr<search::GivenArguments>& given) {
  app.preparse_callback([&app, &catalogue, given](std::size_t) {
    declare_parameters(app, all_parameters(catalogue), given);
    declare_attributes(app, store::AttributeScope::kTrace, given);
  });
}

void declare_attributes(CLI::App& app, store::AttributeScope scope,
                        const std::shared_ptr<search::GivenArguments>& given) {
  const bool spans = scope == store::AttributeScope::kSpan;
  app.add_option(
         "--" + kAttributeOption, given->attributes,
         spans
             ? "only spans that have this attribute, also KEY!=VALUE or KEY>7; may be repeated, and all must "
               "hold"
             : "only traces that hold a span with this attribute, also KEY!=VALUE or KEY>7; when repeated, "
               "one span with all of them")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

void declare_traces(CLI::App& app, const query::QueryDefinition& query,
                    const std::shared_ptr<search::GivenArguments>& given) {
  const bool contrasts = search::choice_of(query) == analysis::Choice::kAgainst;
  app.add_option(
         "--trace", given->traces,
         contrasts ? "hold this trace against the others, by its ID or the beginning of one; may be repeated"
                   : "only this trace, by its ID or the beginning of one; may be repeated")
      ->type_name("ID")
      ->allow_extra_args(false);
  app.add_option("--of", given->of,
                 contrasts
                     ? "hold the traces that this query finds, such as 'slow --min 10s', against the others"
                     : "only traces that this query finds, such as 'slow --min 10s'")
      ->type_name("'QUERY ...'");
}

void declare_scope(CLI::App& app, const std::shared_ptr<search::GivenArguments>& given) {
  query::QueryDefinition scope;
  for (const query::Parameter& parameter : query::standard_parameters()) {
    if (parameter.name != "limit") scope.parameters.push_back(parameter);
  }
  for (const query::Parameter& parameter : query::change_parameters()) scope.parameters.push_back(parameter);
  declare_parameters(app, scope, given);
  declare_attributes(app, store::AttributeScope::kTrace, given);
  declare_traces(app, scope, given);
}

std::optional<search::Question> question_of(const query::Catalogue& catalogue, const std::string& name,
                                            const search::GivenArguments& given, const std::string& hint) {
  if (!name.empty()) return search::Question{&catalogue.get(name), given};
  if (given.empty()) return std::nullopt;
  const std::string& option = given.texts.empty() ? kAttributeOption : given.texts.begin()->first;
  throw base::Error(base::ErrorCode::kUsage, fmt::format("'{}' is an option of queries", option), hint);
}

query::Catalogue load_catalogue(int argc, char** argv) {
  // Queries become subcommands, so their directories must be known before the command line is parsed.
  std::vector<std::filesystem::path> directories = query::default_directories();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument(argv[i]);
    if (argument == kDirectoryOption && i + 1 < argc) directories.emplace_back(argv[i + 1]);
    if (argument.starts_with(std::string(kDirectoryOption) + "=")) {
      directories.emplace_back(argument.substr(kDirectoryOption.size() + 1));
    }
  }
  return {query::embedded_files(), directories};
}

}  // namespace tracewh::cli
