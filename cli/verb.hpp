#pragma once

#include "cli/io.hpp"

#include <CLI/App.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::cli {

class ScratchDatabase;

/// Options that all verbs take, and that may also stand before the verb.
struct Globals {
  std::string database = "tracewh.db";
  std::optional<std::string> format;
  std::optional<std::chrono::milliseconds> timeout;  ///< of questions; none: the usual one
  bool flat = false;                                 ///< trees in JSON
  std::vector<std::string> columns;                  ///< of rows: which to write; all when there are none
  std::vector<std::string> sort;                     ///< of rows: columns, perhaps with `:desc` behind
  bool no_color = false;
  bool quiet = false;
  std::vector<std::string> in_memory;  ///< files to work on without keeping a database
  ScratchDatabase* scratch = nullptr;  ///< that was made of them
};

/// A declared subcommand, and what it does once it is parsed; gives the exit status.
struct Verb {
  CLI::App* app;
  std::function<int(const Globals&, Io&)> run;
};

}  // namespace tracewh::cli
