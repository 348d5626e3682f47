#pragma once

#include "cli/verb.hpp"
#include "model/row_set.hpp"
#include "render/style.hpp"
#include "search/comparison_question.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace tracewh::cli {

void declare_comparison(CLI::App& app, search::ComparisonOptions& options);

/// As search::compare_runs(); the runs before are of the file `base_database` if it is not empty.
std::vector<search::ComparedRow> compare_runs(const search::ComparisonOptions& options,
                                              const std::string& base, const std::string& base_database,
                                              const std::string& head, const Globals& globals);

/// The rows for people: values with their units, the verdict first.
model::RowSet readable_rows(const std::vector<search::ComparedRow>& rows, const render::Style& style);

/// Writes the rows as results of tests, see render::TestReport: a suite a level, a case a key, a failure a
/// regression.
void write_junit(const std::vector<search::ComparedRow>& rows, const render::Style& style, std::ostream& out);

/// How many rows have each verdict, in words.
std::string verdict_counts(const std::vector<search::ComparedRow>& rows);

bool any_regression(const std::vector<search::ComparedRow>& rows);

}  // namespace tracewh::cli
