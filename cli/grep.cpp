#include "cli/grep.hpp"

#include "cli/query.hpp"

#include <memory>
#include <string>

namespace tracewh::cli {
namespace {

constexpr const char* kQuery = "grep";
const std::string kText = "text";

}  // namespace

Verb grep_verb(CLI::App& root, const query::Catalogue& catalogue) {
  const query::QueryDefinition& query = catalogue.get(kQuery);
  auto given = std::make_shared<search::GivenArguments>();
  CLI::App* app = root.add_subcommand(kQuery, query.summary);
  app->add_option_function<std::string>(
         kText + ",--" + kText, [given](const std::string& text) { given->texts[kText] = text; },
         query::find_parameter(query, kText)->description)
      ->type_name("TEXT")
      ->required();
  return {app, declare_question(*app, catalogue, query, given)};
}

}  // namespace tracewh::cli
