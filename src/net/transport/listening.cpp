#include "net/transport/listening.hpp"

#include "base/error.hpp"

#include <boost/asio/error.hpp>
#include <fmt/format.h>

#include <fcntl.h>

namespace tracewh::net {

void fail_to_listen(std::string_view option, const Endpoint& endpoint,
                    const boost::system::error_code& reason) {
  const bool in_use = reason == boost::asio::error::address_in_use;
  throw base::Error(
      base::ErrorCode::kOperational,
      fmt::format("cannot listen at {}: {}", endpoint.text(),
                  in_use ? "another program listens there" : reason.message()),
      fmt::format("end it, choose another place with {0} ADDRESS:PORT, or do without: {0} off", option));
}

void close_on_exec(int socket) { ::fcntl(socket, F_SETFD, FD_CLOEXEC); }

}  // namespace tracewh::net
