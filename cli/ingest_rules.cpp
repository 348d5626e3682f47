#include "cli/ingest_rules.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tracewh::cli {

using base::Error, base::ErrorCode;

void declare_rules(CLI::App& app, IngestOptions& options) {
  declare_redaction(app, options.redaction);
  app.add_option("--sample", options.sample, "Keep only this fraction of the traces, chosen by trace ID")
      ->type_name("RATIO")
      ->check(CLI::Range(0.0, 1.0));
  declare_keep(app, options.keep, "With --sample, keep also");
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
