#include "cli/help.hpp"

#include "cli/wrapped_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace tracewh::cli {
namespace {

// Where descriptions begin.
constexpr std::size_t kNames = 30;
constexpr std::size_t kValueNames = 12;

/// How values of a type are written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kValues{{
    {"DURATION",
     "numbers with units, added up: 250ms, 10s, 1m30s, 1.5h; units are ns, us, ms, s, m, h, d and w"},
    {"TIME",
     "2026-01-02T03:04:05Z, '2026-01-02 03:04', 2026-01-02, 2h (that long ago; also -2h), now, today, "
     "yesterday, "
     "'today 14:00'; in UTC, unless a zone such as +02:00 stands behind it"},
    {"GLOB", "a pattern for the whole text: * is any text, ? a character, [abc] one of these"},
}};

const CLI::App& program_of(const CLI::App& app) {
  return app.get_parent() == nullptr ? app : program_of(*app.get_parent());
}

bool takes(const CLI::App& app, std::string_view type) {
  const auto options = app.get_options();
  return std::ranges::any_of(options,
                             [&](const CLI::Option* option) { return option->get_type_name() == type; });
}

std::string values_section(const CLI::App& app) {
  std::string text;
  for (const auto& [type, description] : kValues) {
    if (takes(app, type)) text += two_columns(std::string(type), std::string(description), kValueNames);
  }
  return text.empty() ? text : "Values:\n" + text + "\n";
}

}  // namespace

std::string HelpFormatter::make_description(const CLI::App* app) const {
  return wrapped(CLI::Formatter::make_description(app));
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
  return two_columns(make_option_name(option, is_positional) + make_option_opts(option),
                     make_option_desc(option), kNames);
}

std::string HelpFormatter::make_subcommand(const CLI::App* verb) const {
  return two_columns(verb->get_display_name(true), verb->get_description(), kNames);
}

std::string HelpFormatter::make_footer(const CLI::App* app) const {
  const std::string footer = wrapped(CLI::Formatter::make_footer(app));
  const CLI::App& program = program_of(*app);
  if (app == &program) return footer;
  const auto is_common = [&](const CLI::Option* option) {
    return option != program.get_help_ptr() && option != program.get_version_ptr();
  };
  return make_group("Options of every verb", false, program.get_options(is_common)).substr(1) + "\n" +
         values_section(*app) + footer;
}

std::string examples(const std::vector<std::string>& commands) {
  std::string text;
  for (const std::string& command : commands) text += "\n  " + command;
  return text.empty() ? text : "Examples:" + text;
}

}  // namespace tracewh::cli
