#include "net/http_message.hpp"

#include "net/refusal.hpp"

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

http::response<http::string_body> to_message(const Response& response, unsigned version, bool keep_alive) {
  http::response<http::string_body> message;
  message.version(version);
  message.result(response.status);
  message.reason(reason_phrase(response.status));
  if (!response.content_type.empty()) message.set(http::field::content_type, response.content_type);
  // Text of spans must not be taken for a page or a script.
  message.set("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.body() = response.body;
  message.prepare_payload();
  message.keep_alive(keep_alive);
  return message;
}

}  // namespace tracewh::net
