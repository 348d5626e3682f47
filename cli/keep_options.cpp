#include "cli/keep_options.hpp"

#include "base/error.hpp"
#include "base/quantity.hpp"
#include "cli/duration_option.hpp"

#include <fmt/format.h>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

// Below it, an empty database would already be too large.
constexpr std::int64_t kLeastBytes = 4'000'000;

std::int64_t size_option(const std::string& option, const std::string& text) {
  const auto bytes = base::parse_bytes(text);
  if (!bytes) {
    throw Error(ErrorCode::kUsage, fmt::format("{}: '{}' is not a size", option, text),
                "write it like 500MB or 2GB");
  }
  if (*bytes < kLeastBytes) {
    throw Error(ErrorCode::kUsage, fmt::format("{}: {} is too little", option, text),
                fmt::format("give at least {}", base::format_bytes(kLeastBytes)));
  }
  return *bytes;
}

}  // namespace

void declare_keep(CLI::App& app, KeepOptions& options, const std::string& scope) {
  app.add_flag("--keep-errors", options.errors, scope + ": traces with a failure");
  app.add_option("--keep-slow", options.slow, scope + ": traces that took at least this long")
      ->type_name("DURATION");
}

store::KeepRule keep_rule(const KeepOptions& options) {
  store::KeepRule rule;
  rule.errors = options.errors;
  if (!options.slow.empty()) rule.slow_ns = duration_option("--keep-slow", options.slow);
  return rule;
}

void declare_retention(CLI::App& app, RetentionOptions& options) {
  app.add_option("--keep", options.age, "Remove traces that started longer ago than this")
      ->type_name("DURATION");
  app.add_option("--max-db-size", options.max_size,
                 "Remove the oldest traces while the database holds more, such as 2GB")
      ->type_name("SIZE");
}

store::Retention retention(const RetentionOptions& options, const KeepOptions& keep) {
  store::Retention result;
  if (!options.age.empty()) result.keep_ns = duration_option("--keep", options.age);
  if (result.keep_ns == 0)
    throw Error(ErrorCode::kUsage, "--keep: 0 would keep nothing", "write it like 72h or 3d");
  if (!options.max_size.empty()) result.max_bytes = size_option("--max-db-size", options.max_size);
  result.keep = keep_rule(keep);
  return result;
}

}  // namespace tracewh::cli
