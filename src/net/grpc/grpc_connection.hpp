#pragma once

#include "net/grpc/grpc_service.hpp"
#include "net/transport/connection.hpp"
#include "net/transport/deadlines.hpp"

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
