#pragma once

#include "cli/verb.hpp"
#include "store/read/reader.hpp"

#include <chrono>
#include <string>

namespace tracewh::cli {

/// As long as somebody waits at a prompt.
inline constexpr std::chrono::seconds kPromptTimeout{60};

/// Longer than anything takes.
inline constexpr std::chrono::hours kNoTimeout{24 * 365};

/// What --timeout says; 0 is no timeout. Throws base::Error (usage).
std::chrono::milliseconds timeout_option(const std::string& text);

/// From now on, a question that nothing else stops ends the program when its time is up.
void end_with_overdue_questions(const Globals& globals);

/// Opens the database for questions, which are stopped after --timeout, or else after `usual`: with the end
/// of the program, if nothing else stops them. Throws base::Error.
store::Reader open_reader(const Globals& globals, std::chrono::milliseconds usual = kPromptTimeout);

}  // namespace tracewh::cli
