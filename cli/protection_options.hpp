#pragma once

#include "net/protection.hpp"

#include <CLI/App.hpp>

#include <string>
#include <vector>

namespace tracewh::cli {

/// Who may reach what listens.
struct ProtectionOptions {
  std::string tls_certificate;
  std::string tls_key;
  std::string token_file;
  std::vector<std::string> allowed_hosts;
  bool insecure_no_auth = false;
};

void declare_protection(CLI::App& app, ProtectionOptions& options);

/// Throws base::Error when they do not fit together or the token cannot be read.
net::Protection protection(const ProtectionOptions& options);

}  // namespace tracewh::cli
