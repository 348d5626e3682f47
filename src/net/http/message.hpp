#pragma once

#include "net/transport/byte_budget.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP without the network: requests and responses as values, so that all that answers them is tested
/// without a socket.
namespace tracewh::net {

/// The fields of a message's head, in order. Names are compared without regard to case.
class Headers {
 public:
  void add(std::string name, std::string value);

  /// The first value of that name, or empty.
  std::string_view get(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Names and values that the target of a request gives, decoded, in order. A name may be repeated.
class Parameters {
 public:
  void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }

  /// The first value of that name, or null.
  const std::string* find(std::string_view name) const;

  auto begin() const { return all_.begin(); }
  auto end() const { return all_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

struct Request {
  std::string method;
  std::string target;  ///< path and query, as they were sent
  Headers headers;
  std::string body;
  std::shared_ptr<ByteBudget::Share> memory{};  ///< what the body takes of the memory for all
  const void* sender = nullptr;                 ///< tells connections apart, nothing else
  Parameters path_parameters{};                 ///< what the route leaves open; see Routes
  Parameters query{};

  std::string_view path() const;
  /// The type of Content-Type in lower case, without parameters; may be empty.
  std::string media_type() const;
  /// The content coding of the body in lower case; empty when there is none.
  std::string content_coding() const;
};

class BodyStream;

struct Response {
  unsigned status = 200;
  std::string content_type;
  std::string body;
  Headers headers{};  ///< beside Content-Type and Content-Length
  std::shared_ptr<BodyStream>
      stream{};         ///< a body that goes on, instead of `body`; the connection ends with it
  std::string error{};  ///< why the request was not carried out, for people; empty when it was
};

/// Takes the answer to a request; called once, on any thread.
using Respond = std::function<void(Response)>;

/// Answers requests, at once or later.
using Handler = std::function<void(Request, const Respond&)>;

/// Whether two words of a protocol are the same without regard to the case of ASCII letters.
bool equal_words(std::string_view left, std::string_view right);

}  // namespace tracewh::net
