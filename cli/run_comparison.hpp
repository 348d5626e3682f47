#pragma once

#include "cli/verb.hpp"
#include "model/row_set.hpp"
#include "render/style.hpp"
#include "search/run_comparison.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace tracewh::cli {

/// What is compared and how, as options tell it.
struct ComparisonOptions {
  std::vector<std::string> levels;
  std::vector<std::string> metrics;
  std::vector<std::string> tolerances;
  bool single_run = false;
};

void declare_comparison(CLI::App& app, ComparisonOptions& options);

/// Compares runs; `base` and `head` as search::select_runs() has them. No run of the head is one of the base,
/// unless that is of another database, the file `base_database` if it is not empty. Throws base::Error:
/// unanswerable when a side has no runs.
std::vector<search::ComparedRow> compare_runs(const ComparisonOptions& options, const std::string& base,
                                              const std::string& base_database, const std::string& head,
                                              const Globals& globals);

/// The rows with values as numbers.
model::RowSet exact_rows(const std::vector<search::ComparedRow>& rows);

/// The rows for people: values with their units, the verdict first.
model::RowSet readable_rows(const std::vector<search::ComparedRow>& rows, const render::Style& style);

/// Writes the rows as results of tests, see render::TestReport: a suite a level, a case a key, a failure a
/// regression.
void write_junit(const std::vector<search::ComparedRow>& rows, const render::Style& style, std::ostream& out);

/// How many rows have each verdict, in words.
std::string verdict_counts(const std::vector<search::ComparedRow>& rows);

bool any_regression(const std::vector<search::ComparedRow>& rows);

}  // namespace tracewh::cli
