#pragma once

#include "base/error.hpp"

#include <CLI/App.hpp>

#include <span>
#include <string>

namespace tracewh::cli {

/// What the option parser could not take of `arguments`, the words of the command line, as an error that says
/// what was probably meant. `app` has parsed them.
base::Error usage_error(const CLI::App& app, const CLI::ParseError& error,
                        std::span<const std::string> arguments);

}  // namespace tracewh::cli
