#include "cli/redaction_options.hpp"

#include "base/error.hpp"
#include "store/write/settings.hpp"

#include <fmt/format.h>

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

void declare_redaction(CLI::App& app, RedactionOptions& options) {
  app.add_option("--redact", options.keys,
                 "Store a hash in place of the value of each attribute whose key matches; may be repeated")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  app.add_flag("--redact-secrets", options.secrets,
               "The same for keys that usually hold secrets, such as authorization and *password*, "
               "and for what looks like a secret within any text");
  app.add_option("--redact-salt-file", options.salt_file,
                 "Take the salt of the hashes from this file, not from the database")
      ->type_name("FILE");
}

std::optional<decode::Redaction> redaction(const RedactionOptions& options, store::WriterDatabase& database) {
  if (options.keys.empty() && !options.secrets) {
    if (options.salt_file.empty()) return std::nullopt;
    throw Error(ErrorCode::kUsage, "--redact-salt-file belongs to --redact or --redact-secrets");
  }
  std::string salt =
      options.salt_file.empty() ? store::redaction_salt(database) : read_salt(options.salt_file);
  return decode::Redaction(options.keys, options.secrets, std::move(salt));
}

}  // namespace tracewh::cli
