#include "net/http/http_message.hpp"

#include "net/http/request_error.hpp"

#include <boost/beast/http/field.hpp>
#include <boost/beast/http/fields.hpp>

namespace tracewh::net {

namespace http = boost::beast::http;

Request to_request(const http::request<http::buffer_body>& message) {
  Request request;
  request.method = message.method_string();
  request.target = message.target();
  for (const auto& field : message) {
    request.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  return request;
}

namespace {

template <typename Body>
http::response<Body> head_of(const Response& response, unsigned version) {
  http::response<Body> message;
  message.version(version);
  message.result(response.status);
  // Beast's own phrases are older than RFC 9110.
  message.reason(reason_phrase(response.status));
  if (!response.content_type.empty()) message.set(http::field::content_type, response.content_type);
  // Text of spans must not be taken for a page or a script.
  message.set("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : response.headers) message.set(name, value);
  return message;
}

}  // namespace

http::response<http::string_body> to_message(const Response& response, unsigned version, bool keep_alive) {
  auto message = head_of<http::string_body>(response, version);
  message.body() = response.body;
  message.prepare_payload();
  message.keep_alive(keep_alive);
  return message;
}

http::response<http::empty_body> to_stream_head(const Response& response, unsigned version) {
  auto message = head_of<http::empty_body>(response, version);
  message.keep_alive(false);
  return message;
}

}  // namespace tracewh::net
