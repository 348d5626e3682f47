#pragma once

#include "analysis/join_finder.hpp"
#include "cli/verb.hpp"
#include "store/write/join_table.hpp"

#include <string>
#include <vector>

namespace tracewh::cli {

/// Declares `join`, which stores the joins of traces that belong together.
Verb join_verb(CLI::App& root);

/// The rows of joins that are to be used, by the rules that are exact, or by all of them. What is ambiguous,
/// with a confidence of 0, is none of them.
std::vector<store::JoinRow> join_rows(const std::vector<analysis::Join>& joins, bool all_rules);

/// Finds and stores anew the joins of the database of `globals` by the rules that are exact, or by all of
/// them, and tells people. Throws base::Error.
void join_traces(bool all_rules, const std::string& lock_timeout, const Globals& globals, Io& io);

}  // namespace tracewh::cli
