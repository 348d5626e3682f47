#include "net/transport/endpoint.hpp"

#include "base/error.hpp"
#include "base/number.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace tracewh::net {
namespace {

constexpr std::string_view kLocalhost = "localhost";

[[noreturn]] void refuse(std::string_view option, std::string_view text) {
  throw base::Error(base::ErrorCode::kUsage, fmt::format("{}: '{}' is no place to listen", option, text),
                    "give ADDRESS:PORT with an IP address or localhost, a PORT alone, or off");
}

/// The IP address or `localhost` that `text` names, without brackets.
std::optional<std::string> parse_host(std::string_view text) {
  if (text == kLocalhost) return std::string(text);
  const bool in_brackets = text.starts_with('[') && text.ends_with(']');
  if (in_brackets) text = text.substr(1, text.size() - 2);
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(std::string(text), failed);
  if (failed || address.is_v6() != in_brackets) return std::nullopt;
  return address.to_string();
}

}  // namespace

bool Endpoint::on_loopback() const {
  return host == kLocalhost || boost::asio::ip::make_address(host).is_loopback();
}

std::string Endpoint::text() const {
  const bool is_v6 = host.find(':') != std::string::npos;
  return is_v6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

std::optional<Endpoint> parse_endpoint(std::string_view option, std::string_view text) {
  if (text == "off") return std::nullopt;
  const auto colon = text.rfind(':');
  const bool has_host = colon != std::string_view::npos;
  const std::string_view port = has_host ? text.substr(colon + 1) : text;
  const auto host = parse_host(has_host ? text.substr(0, colon) : kLocalhost);
  const auto number = base::parse_integer<std::uint16_t>(port);
  if (!host || !number) refuse(option, text);
  return Endpoint{*host, *number};
}

}  // namespace tracewh::net
