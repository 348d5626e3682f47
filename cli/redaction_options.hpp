#pragma once

#include "decode/normalize/redaction.hpp"
#include "store/write/writer_database.hpp"

#include <CLI/App.hpp>

#include <optional>
#include <string>
#include <vector>

namespace tracewh::cli {

/// What is hidden before it is stored: --redact, --redact-secrets and --redact-salt-file.
struct RedactionOptions {
  std::vector<std::string> keys;
  bool secrets = false;
  std::string salt_file;
};

void declare_redaction(CLI::App& app, RedactionOptions& options);

/// What is to be hidden, if anything; the salt is the database's own unless a file gives it. Throws
/// base::Error, of usage when options contradict each other.
std::optional<decode::Redaction> redaction(const RedactionOptions& options, store::WriterDatabase& database);

}  // namespace tracewh::cli
