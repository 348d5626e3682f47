#pragma once

#include "cli/keep_options.hpp"
#include "cli/redaction_options.hpp"
#include "cli/verb.hpp"
#include "cli/writer_options.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tracewh::cli {

struct IngestOptions {
  std::vector<std::string> paths;
  std::string from;
  std::string run;
  std::vector<std::string> labels;
  std::string semantics;
  std::string durability = "process";
  std::string lock_timeout = kDefaultLockTimeout;
  std::size_t threads = 0;  ///< for decoding; 0: as many as the machine has processors beside the writer's
  bool strict = false;
  bool join = false;
  bool compact = false;
  bool follow = false;
  std::string idle_exit;
  RedactionOptions redaction;
  std::optional<double> sample;
  KeepOptions keep;
};

/// Declares `tracewh ingest`.
Verb ingest_verb(CLI::App& root);

/// Ingests into the database of `globals`.
int run_ingest(const IngestOptions& options, const Globals& globals, Io& io);

}  // namespace tracewh::cli
