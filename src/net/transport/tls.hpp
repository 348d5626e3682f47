#pragma once

#include <boost/asio/ssl/context.hpp>

#include <optional>
#include <string>

namespace tracewh::net {

/// What is needed to serve TLS 1.2 and later with a certificate chain and its key, both PEM. Throws
/// base::Error that names the file which cannot be used.
boost::asio::ssl::context load_tls(const std::string& certificate_file, const std::string& key_file);

/// The same, and nothing when there is no certificate.
std::optional<boost::asio::ssl::context> tls_of(const std::string& certificate_file,
                                                const std::string& key_file);

/// Tells clients that offer a choice of protocols (ALPN, RFC 7301) to speak HTTP/2.
void choose_http2(boost::asio::ssl::context& context);

}  // namespace tracewh::net
