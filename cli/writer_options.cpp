#include "cli/writer_options.hpp"

#include "base/error.hpp"
#include "cli/duration_option.hpp"

#include <fmt/format.h>

#include <filesystem>

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
      ->check(CLI::IsMember({"process", "power"}))
      ->capture_default_str();
}

store::Durability durability_option(const std::string& text) {
  return text == "power" ? store::Durability::kPower : store::Durability::kProcess;
}

void require_database(const std::string& file) {
  if (std::filesystem::exists(file)) return;
  throw base::Error(base::ErrorCode::kOperational, fmt::format("there is no database {}", file),
                    "name another with --db");
}

}  // namespace tracewh::cli
