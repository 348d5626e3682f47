#pragma once

#include "net/http/http_site.hpp"
#include "net/transport/connection.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace tracewh::net {

/// A connection of HTTP/1.1 (RFC 9112), by TLS when `tls` is not null: one request after the other, also when
/// the client sends several at once. Site and context must outlive it.
std::shared_ptr<Connection> make_http_connection(boost::asio::ip::tcp::socket socket, HttpSite& site,
                                                 bool on_loopback, boost::asio::ssl::context* tls);

}  // namespace tracewh::net
