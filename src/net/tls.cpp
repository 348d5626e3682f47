#include "net/tls.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace tracewh::net {
namespace {

namespace ssl = boost::asio::ssl;

void require(const boost::system::error_code& failed, const char* option, const std::string& file) {
  if (!failed) return;
  throw base::Error(base::ErrorCode::kOperational,
                    fmt::format("{}: cannot use {}: {}", option, file, failed.message()),
                    "it must be a readable PEM file, and the key must belong to the certificate");
}

}  // namespace

ssl::context load_tls(const std::string& certificate_file, const std::string& key_file) {
  ssl::context context(ssl::context::tls_server);
  context.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1);
  // OpenSSL would ask at the terminal for the password of an encrypted key.
  context.set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); });
  boost::system::error_code failed;
  context.use_certificate_chain_file(certificate_file, failed);
  require(failed, "--tls-cert", certificate_file);
  context.use_private_key_file(key_file, ssl::context::pem, failed);
  require(failed, "--tls-key", key_file);
  return context;
}

}  // namespace tracewh::net
