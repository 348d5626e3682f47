#include "net/transport/tls.hpp"

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

int select_http2(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                 unsigned int offered_size, void*) {
  static constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  unsigned char* selected = nullptr;
  const int result = SSL_select_next_proto(&selected, out_size, kHttp2, sizeof kHttp2, offered, offered_size);
  *out = selected;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
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

std::optional<ssl::context> tls_of(const std::string& certificate_file, const std::string& key_file) {
  if (certificate_file.empty()) return std::nullopt;
  return load_tls(certificate_file, key_file);
}

void choose_http2(ssl::context& context) {
  SSL_CTX_set_alpn_select_cb(context.native_handle(), &select_http2, nullptr);
}

}  // namespace tracewh::net
