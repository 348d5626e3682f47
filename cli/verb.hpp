#pragma once

#include "cli/io.hpp"

#include <CLI/App.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::cli {

/// Options that stand before the verb.
struct Globals {
  std::string database = "tracewh.db";
  std::optional<std::string> format;
  bool no_color = false;
  bool quiet = false;
  std::vector<std::string> in_memory;  ///< files to work on without keeping a database
};

/// A declared subcommand, and what it does once it is parsed; gives the exit status.
struct Verb {
  CLI::App* app;
  std::function<int(const Globals&, Io&)> run;
};

}  // namespace tracewh::cli
