#include "cli/ingest_rules.hpp"

#include "base/error.hpp"
#include "store/settings.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <utility>

namespace tracewh::cli {
namespace {

using base::Error, base::ErrorCode;

std::string read_salt(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string salt{std::istreambuf_iterator<char>(file), {}};
  if (!file || salt.empty()) {
    throw Error(ErrorCode::kOperational, fmt::format("--redact-salt-file: cannot read a salt from {}", path),
                "make one with: head -c 32 /dev/urandom > FILE");
  }
  return salt;
}

}  // namespace

void declare_rules(CLI::App& app, IngestOptions& options) {
  app.add_option("--redact", options.redact,
                 "Replace the values of attributes with such a key by a hash, before they are stored; may be "
                 "repeated")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  app.add_flag("--redact-secrets", options.redact_secrets,
               "The same for keys that usually hold secrets, such as authorization and *password*");
  app.add_option("--redact-salt-file", options.redact_salt_file,
                 "Take the salt of the hashes from this file, not from the database")
      ->type_name("FILE");
  app.add_option("--sample", options.sample, "Keep only this part of the traces, chosen by their IDs")
      ->type_name("RATIO")
      ->check(CLI::Range(0.0, 1.0));
  declare_keep(app, options.keep, "With --sample, keep also");
}

std::optional<decode::Redaction> redaction(const IngestOptions& options, store::WriterDatabase& database) {
  if (options.redact.empty() && !options.redact_secrets) {
    if (options.redact_salt_file.empty()) return std::nullopt;
    throw Error(ErrorCode::kUsage, "--redact-salt-file belongs to --redact or --redact-secrets");
  }
  std::string salt = options.redact_salt_file.empty() ? store::redaction_salt(database)
                                                      : read_salt(options.redact_salt_file);
  return decode::Redaction(options.redact, options.redact_secrets, std::move(salt));
}

std::optional<ingest::Sampling> sampling(const std::optional<double>& ratio, const KeepOptions& keep) {
  if (!ratio) return std::nullopt;
  ingest::Sampling sampling{ingest::Sampler(*ratio), {}};
  if (keep.given()) sampling.keep = keep_rule(keep);
  return sampling;
}

std::string labels_json(const std::vector<std::string>& labels) {
  nlohmann::json object = nlohmann::json::object();
  for (const std::string& label : labels) {
    const auto equals = label.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(ErrorCode::kUsage, fmt::format("--label: '{}' is not KEY=VALUE", label));
    }
    object[label.substr(0, equals)] = label.substr(equals + 1);
  }
  return object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace tracewh::cli
