#pragma once

#include "cli/ingest.hpp"
#include "cli/keep_options.hpp"
#include "ingest/ingest_writer.hpp"

#include <optional>
#include <string>

namespace tracewh::cli {

/// Declares the options that decide what is kept: --redact… and --sample, --keep-….
void declare_rules(CLI::App& app, IngestOptions& options);

/// Which traces are to be kept, if not all: a part of them, and others by what becomes of them. Throws
/// base::Error (usage) when an option cannot be read.
std::optional<ingest::Sampling> sampling(const std::optional<double>& ratio, const KeepOptions& keep);

/// The labels of a run, each `KEY=VALUE`, as a JSON object. Throws base::Error (usage).
std::string labels_json(const std::vector<std::string>& labels);

}  // namespace tracewh::cli
