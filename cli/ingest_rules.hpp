#pragma once

#include "cli/ingest.hpp"
#include "decode/redaction.hpp"
#include "ingest/ingest_writer.hpp"
#include "store/writer_database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tracewh::cli {

/// Declares the options that decide what is kept: --redact… and --sample, --keep-….
void declare_rules(CLI::App& app, IngestOptions& options);

/// What is to be hidden, if anything; the salt is the database's own unless a file gives it. Throws
/// base::Error (usage) when options contradict each other.
std::optional<decode::Redaction> redaction(const IngestOptions& options, store::WriterDatabase& database);

/// Which traces are to be kept, if not all. Throws base::Error (usage) as above.
std::optional<ingest::Sampling> sampling(const IngestOptions& options);

/// The nanoseconds that `text`, given for `option`, stands for. Throws base::Error (usage).
std::int64_t duration_option(const std::string& option, const std::string& text);

}  // namespace tracewh::cli
