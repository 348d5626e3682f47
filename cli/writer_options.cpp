#include "cli/writer_options.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"
#include "cli/duration_option.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <filesystem>
#include <system_error>

namespace tracewh::cli {

void declare_lock_timeout(CLI::App& app, std::string& text) {
  app.add_option("--lock-timeout", text, "How long to wait for another writer")
      ->type_name("DURATION")
      ->capture_default_str();
}

std::chrono::milliseconds lock_timeout_option(const std::string& text) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::nanoseconds(duration_option("--lock-timeout", text)));
}

void declare_durability(CLI::App& app, std::string& text) {
  app.add_option("--durability", text,
                 "What a commit survives: the end of the process, or also loss of power")
      ->type_name("process|power")
      ->capture_default_str();
}

store::Durability durability_option(const std::string& text) {
  static const std::array<std::string, 2> kChoices{"process", "power"};
  if (text == kChoices[0]) return store::Durability::kProcess;
  if (text == kChoices[1]) return store::Durability::kPower;
  throw base::Error(base::ErrorCode::kUsage,
                    fmt::format("--durability: '{}' is none of {}", text, fmt::join(kChoices, ", ")),
                    base::did_you_mean(text, kChoices));
}

void require_database(const std::string& file) {
  std::error_code unseen;
  if (std::filesystem::exists(file, unseen) || unseen) return;
  throw base::Error(base::ErrorCode::kOperational, fmt::format("there is no database {}", file),
                    "name another with --db");
}

}  // namespace tracewh::cli
