#include "cli/usage_error.hpp"

#include "base/closest_word.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

using Words = std::vector<std::string>;

/// The verb, query or branch that the command line got to.
const CLI::App& innermost(const CLI::App& app) {
  const std::vector<CLI::App*> parsed = app.get_subcommands();
  return parsed.empty() ? app : innermost(*parsed.back());
}

/// How the command is typed: `tracewh query slow`.
std::string command_of(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name() : command_of(*app.get_parent()) + " " + app.get_name();
}

/// The same behind the program's name, which begins every message anyway.
std::string verb_of(const CLI::App& app) {
  const std::string command = command_of(app);
  return command.substr(std::min(command.size(), command.find(' ') + 1));
}

Words subcommands_of(const CLI::App& app) {
  Words names;
  for (const CLI::App* branch : app.get_subcommands(nullptr)) names.push_back(branch->get_name());
  return names;
}

/// The long options that may stand there: its own, and those of all above.
Words options_of(const CLI::App& app) {
  Words names;
  for (const CLI::App* at = &app; at != nullptr; at = at->get_parent()) {
    for (const CLI::Option* option : at->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

/// The words that nothing took, in the order in which they were typed.
Words unknown_words(const CLI::App& app, std::span<const std::string> arguments) {
  Words left = app.remaining(true);
  Words unknown;
  for (const std::string& argument : arguments) {
    const auto found = std::ranges::find(left, argument);
    if (found == left.end()) continue;
    unknown.push_back(*found);
    left.erase(found);
  }
  return unknown;
}

std::string help_of(const CLI::App& app) { return fmt::format("{} --help lists them", command_of(app)); }

std::string options_hint(const CLI::App& at) { return command_of(at) + " --help tells its options"; }

/// CLI11's words, but for those that read like a program's.
std::string reason(const CLI::ParseError& error) {
  const std::string text = error.what();
  constexpr std::string_view kConversion = "Could not convert: ";
  const auto equals = text.find(" = ");
  if (!text.starts_with(kConversion) || equals == std::string::npos) return text;
  return fmt::format("{}: '{}' is no value that it takes",
                     text.substr(kConversion.size(), equals - kConversion.size()), text.substr(equals + 3));
}

Error unknown_option(const CLI::App& at, std::string_view word) {
  const std::string name(word.substr(0, word.find('=')));
  const Words options = options_of(at);
  if (std::ranges::find(options, name) != options.end()) {
    return {ErrorCode::kUsage,
            fmt::format("{} stands before '{}', of which it is an option", name, verb_of(at)),
            "write it behind that"};
  }
  const std::string message = at.get_parent() == nullptr
                                  ? fmt::format("there is no option '{}'", name)
                                  : fmt::format("{} has no option '{}'", verb_of(at), name);
  return {ErrorCode::kUsage, message, base::did_you_mean(name, options, help_of(at))};
}

/// A branch of another verb is a likely slip: `tracewh slow` for `tracewh query slow`.
std::string branch_elsewhere(const CLI::App& at, const std::string& word) {
  for (const CLI::App* verb : at.get_subcommands(nullptr)) {
    if (const auto meant = base::closest_word(word, subcommands_of(*verb))) {
      return fmt::format("did you mean {} {}?", command_of(*verb), *meant);
    }
  }
  return help_of(at);
}

Error unknown_branch(const CLI::App& at, const std::string& word) {
  const std::string message = at.get_parent() == nullptr
                                  ? fmt::format("there is no verb '{}'", word)
                                  : fmt::format("there is no '{} {}'", verb_of(at), word);
  Words branches = subcommands_of(at);
  if (at.get_parent() == nullptr) branches.emplace_back("help");
  const auto meant = base::closest_word(word, branches);
  return {ErrorCode::kUsage, message,
          meant ? fmt::format("did you mean {} {}?", command_of(at), *meant) : branch_elsewhere(at, word)};
}

}  // namespace

Error usage_error(const CLI::App& app, const CLI::ParseError& error, std::span<const std::string> arguments) {
  const CLI::App& at = innermost(app);
  const bool lacks_branch = at.get_require_subcommand_min() > 0;
  const Words unknown = unknown_words(app, arguments);
  if (unknown.empty()) {
    if (&at == &app && lacks_branch) return {ErrorCode::kUsage, "a verb is missing", help_of(at)};
    if (lacks_branch) return {ErrorCode::kUsage, verb_of(at) + ": say which", help_of(at)};
    return {ErrorCode::kUsage, fmt::format("{}: {}", verb_of(at), reason(error)), options_hint(at)};
  }
  if (unknown.front().starts_with('-')) return unknown_option(at, unknown.front());
  if (lacks_branch) return unknown_branch(at, unknown.front());
  return {ErrorCode::kUsage, fmt::format("{} does not take '{}'", verb_of(at), fmt::join(unknown, "', '")),
          options_hint(at)};
}

}  // namespace tracewh::cli
