#pragma once

#include "store/retain/keep_rule.hpp"
#include "store/retain/pruner.hpp"

#include <CLI/App.hpp>

#include <cstdint>
#include <string>

namespace tracewh::cli {

/// Which traces outlive the others: --keep-errors and --keep-slow.
struct KeepOptions {
  bool errors = false;
  std::string slow;

  bool given() const { return errors || !slow.empty(); }
};

/// Declares the options; `scope` begins their descriptions, such as "With --sample".
void declare_keep(CLI::App& app, KeepOptions& options, const std::string& scope);

/// Throws base::Error (usage) when the options cannot be read; so do the functions below.
store::KeepRule keep_rule(const KeepOptions& options);

/// How long traces are kept, and how many: --keep and --max-db-size.
struct RetentionOptions {
  std::string age;
  std::string max_size;

  bool given() const { return !age.empty() || !max_size.empty(); }
};

void declare_retention(CLI::App& app, RetentionOptions& options);

store::Retention retention(const RetentionOptions& options, const KeepOptions& keep);

}  // namespace tracewh::cli
