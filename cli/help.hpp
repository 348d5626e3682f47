#pragma once

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>

#include <string>
#include <vector>

namespace tracewh::cli {

/// Writes help in lines of at most 80 columns that break between words. The help of a verb also tells the
/// options that all verbs take, and how values of the types of its own options are written.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_description(const CLI::App* app) const override;
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_subcommand(const CLI::App* verb) const override;
  std::string make_footer(const CLI::App* app) const override;
};

/// The part of a footer that shows commands, one a line; empty when there is none.
std::string examples(const std::vector<std::string>& commands);

}  // namespace tracewh::cli
