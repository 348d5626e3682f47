#pragma once

#include "net/http/message.hpp"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

/// Between this room's messages and those of Beast.
namespace tracewh::net {

/// A request without its body.
Request to_request(const boost::beast::http::request<boost::beast::http::buffer_body>& message);

/// A response in the HTTP version of the request, 10 or 11.
boost::beast::http::response<boost::beast::http::string_body> to_message(const Response& response,
                                                                         unsigned version, bool keep_alive);

/// The head of a response whose body is a stream: it ends with the connection.
boost::beast::http::response<boost::beast::http::empty_body> to_stream_head(const Response& response,
                                                                            unsigned version);

}  // namespace tracewh::net
