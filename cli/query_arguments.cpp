#include "cli/query_arguments.hpp"

#include "base/error.hpp"
#include "base/time.hpp"
#include "query/embedded.hpp"
#include "query/runner.hpp"
#include "query/trace_loader.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string_view>
#include <utility>

namespace tracewh::cli {
namespace {

constexpr std::string_view kDirectoryOption = "--queries-dir";

std::string description(const query::Parameter& parameter) {
  std::string text = parameter.description;
  if (parameter.default_text) text += fmt::format(" [{}]", *parameter.default_text);
  return text;
}

std::string type_name(const query::Parameter& parameter) {
  if (parameter.type == query::ParameterType::kEnum)
    return fmt::format("{}", fmt::join(parameter.choices, "|"));
  return std::string(query::to_string(parameter.type));
}

}  // namespace

void declare_parameters(CLI::App& app, const query::QueryDefinition& query,
                        const std::shared_ptr<GivenArguments>& given) {
  for (const query::Parameter& parameter : query.parameters) {
    const std::string name = query::option_name(parameter);
    if (parameter.type == query::ParameterType::kFlag) {
      app.add_flag_callback(
          name, [given, key = parameter.name] { given->texts[key] = "true"; }, description(parameter));
    } else {
      app.add_option_function<std::string>(
             name, [given, key = parameter.name](const std::string& text) { given->texts[key] = text; },
             description(parameter))
          ->type_name(type_name(parameter))
          ->required(parameter.required);
    }
  }
}

void declare_all_parameters(CLI::App& app, const query::Catalogue& catalogue,
                            const std::shared_ptr<GivenArguments>& given) {
  query::QueryDefinition all;
  for (const auto& [name, query] : catalogue.queries()) {
    for (query::Parameter parameter : query.parameters) {
      if (query::find_parameter(all, parameter.name) != nullptr) continue;
      if (app.get_option_no_throw(query::option_name(parameter)) != nullptr) continue;
      parameter.required = false;
      parameter.default_text.reset();
      all.parameters.push_back(std::move(parameter));
    }
  }
  declare_parameters(app, all, given);
  declare_attributes(app, store::AttributeScope::kTrace, given);
}

void declare_attributes(CLI::App& app, store::AttributeScope scope,
                        const std::shared_ptr<GivenArguments>& given) {
  const bool spans = scope == store::AttributeScope::kSpan;
  app.add_option(
         "--attr", given->attributes,
         spans ? "only spans that have this attribute; may be repeated, and all must hold"
               : "only traces that hold a span with this attribute; when repeated, one span with all of them")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
}

std::vector<store::AttributeCondition> attribute_conditions(const GivenArguments& given) {
  std::vector<store::AttributeCondition> conditions;
  for (const std::string& text : given.attributes) {
    const auto end_of_key = text.find('=');
    if (end_of_key == std::string::npos || end_of_key == 0) {
      throw base::Error(base::ErrorCode::kUsage,
                        fmt::format("--attr: '{}' names no attribute and value", text),
                        "write it like --attr llm.model=gpt-4");
    }
    conditions.push_back({text.substr(0, end_of_key), text.substr(end_of_key + 1)});
  }
  return conditions;
}

std::vector<query::Argument> bind_arguments(store::Reader& reader, const query::QueryDefinition& query,
                                            const GivenArguments& given) {
  const auto find_trace = [&](std::string_view text) { return query::find_trace(reader, text).id; };
  return query::bind_arguments(query, given.texts, {base::now_ns(), find_trace});
}

model::RowSet ask(store::Reader& reader, const query::QueryDefinition& query, const GivenArguments& given) {
  return query::run(reader, query, bind_arguments(reader, query, given), attribute_conditions(given));
}

std::vector<query::Argument> bind_arguments(const query::QueryDefinition& query,
                                            const GivenArguments& given) {
  return query::bind_arguments(query, given.texts, {base::now_ns(), {}});
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
