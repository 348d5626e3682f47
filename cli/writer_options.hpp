#pragma once

#include "store/write/writer_database.hpp"

#include <CLI/App.hpp>

#include <chrono>
#include <string>

namespace tracewh::cli {

constexpr const char* kDefaultLockTimeout = "5s";

/// Declares --lock-timeout, which every verb has that writes to a database.
void declare_lock_timeout(CLI::App& app, std::string& text);

/// Throws base::Error (usage) for what is no duration.
std::chrono::milliseconds lock_timeout_option(const std::string& text);

/// Declares --durability, which the verbs have that store spans.
void declare_durability(CLI::App& app, std::string& text);

store::Durability durability_option(const std::string& text);

/// Throws base::Error when the database does not exist; verbs that change one do not create it.
void require_database(const std::string& file);

}  // namespace tracewh::cli
