#pragma once

#include "net/connection.hpp"
#include "net/deadlines.hpp"
#include "net/grpc_service.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>

namespace tracewh::net {

/// A connection of gRPC: HTTP/2 with prior knowledge, or by TLS when `tls` is not null. Service and context
/// must outlive it.
std::shared_ptr<Connection> make_grpc_connection(boost::asio::ip::tcp::socket socket,
                                                 const GrpcService& service, const Deadlines& deadlines,
                                                 boost::asio::ssl::context* tls);

}  // namespace tracewh::net
