#include "cli/join.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/writer_options.hpp"
#include "search/trace_joins.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

namespace tracewh::cli {
namespace {

/// Whether all rules are meant. Throws base::Error (usage).
bool all_rules_option(const std::string& text) {
  static const std::array<std::string, 2> kChoices{"exact", "all"};
  if (text == kChoices[0]) return false;
  if (text == kChoices[1]) return true;
  throw base::Error(base::ErrorCode::kUsage,
                    fmt::format("--rule: '{}' is none of {}", text, fmt::join(kChoices, ", ")),
                    base::did_you_mean(text, kChoices));
}

std::vector<analysis::Join> found_joins(const Globals& globals) {
  store::Reader reader = open_reader(globals, kNoTimeout);
  return search::find_joins(reader);
}

struct JoinOptions {
  std::string rule = "exact";
  std::string lock_timeout = kDefaultLockTimeout;
};

void report(const std::vector<store::JoinRow>& rows, const Globals& globals, Io& io) {
  if (globals.quiet) return;
  std::map<std::string_view, std::size_t> by_rule;
  for (const store::JoinRow& row : rows) ++by_rule[row.rule];
  fmt::print(io.err, "{} {} stored\n", rows.size(), rows.size() == 1 ? "join" : "joins");
  for (const auto& [rule, count] : by_rule) fmt::print(io.err, "{} by {}\n", count, rule);
}

}  // namespace

std::vector<store::JoinRow> join_rows(const std::vector<analysis::Join>& joins, bool all_rules) {
  std::vector<store::JoinRow> rows;
  for (const analysis::Join& join : joins) {
    if (all_rules ? join.confidence <= 0 : join.confidence < 1) continue;
    rows.push_back({join.root.trace_id, join.root.span_id, join.parent.trace_id, join.parent.span_id,
                    join.rule, join.confidence});
  }
  return rows;
}

void join_traces(bool all_rules, const std::string& lock_timeout, const Globals& globals, Io& io) {
  require_database(globals.database);
  // Nobody else may write between the looking and the storing.
  store::WriterDatabase database(globals.database, store::Durability::kPower,
                                 lock_timeout_option(lock_timeout));
  const std::vector<analysis::Join> joins = found_joins(globals);
  const std::vector<store::JoinRow> rows = join_rows(joins, all_rules);
  store::replace_joins(database, rows);
  database.finish();
  report(rows, globals, io);
}

Verb join_verb(CLI::App& root) {
  CLI::App* app = root.add_subcommand("join", "Store which traces came apart and belong together");
  auto options = std::make_shared<JoinOptions>();
  app->add_option(
         "--rule", options->rule,
         "exact: by links, IDs of messages and tasks, and truncated trace IDs; all: also by order and kind, "
         "where only one pair fits")
      ->type_name("exact|all")
      ->capture_default_str();
  declare_lock_timeout(*app, options->lock_timeout);
  app->footer(examples({"tracewh join", "tracewh join --rule all", "tracewh trace 4bf92f --joined"}));
  return {app, [options](const Globals& globals, Io& io) {
            join_traces(all_rules_option(options->rule), options->lock_timeout, globals, io);
            return exit_code::kFine;
          }};
}

}  // namespace tracewh::cli
