#include "cli/protection_options.hpp"

#include "base/error.hpp"
#include "cli/token.hpp"

namespace tracewh::cli {

void declare_protection(CLI::App& app, ProtectionOptions& options) {
  app.add_option("--tls-cert", options.tls_certificate, "Serve TLS with this chain of certificates, PEM")
      ->type_name("FILE");
  app.add_option("--tls-key", options.tls_key, "The key of the certificate, PEM")->type_name("FILE");
  app.add_option("--token-file", options.token_file,
                 "Ask for the bearer token in this file; else for that of the variable TRACEWH_TOKEN")
      ->type_name("FILE");
  app.add_option("--allow-host", options.allowed_hosts, "Answer also requests for this host; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_flag("--insecure-no-auth", options.insecure_no_auth,
               "Listen on other than loopback addresses without a token");
}

net::Protection protection(const ProtectionOptions& options) {
  if (options.tls_certificate.empty() != options.tls_key.empty()) {
    throw base::Error(base::ErrorCode::kUsage, "--tls-cert and --tls-key belong together");
  }
  net::Protection result;
  result.token = load_token(options.token_file);
  result.host_names = options.allowed_hosts;
  result.certificate_file = options.tls_certificate;
  result.key_file = options.tls_key;
  result.allow_strangers = options.insecure_no_auth;
  return result;
}

}  // namespace tracewh::cli
