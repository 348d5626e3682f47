#pragma once

#include "net/transport/endpoint.hpp"

#include <boost/system/error_code.hpp>

#include <exception>
#include <string_view>

namespace tracewh::net {

/// Throws base::Error that tells why nothing can listen at `endpoint` and what to do with `option`.
[[noreturn]] void fail_to_listen(std::string_view option, const Endpoint& endpoint,
                                 const boost::system::error_code& reason);

/// Keeps a socket from the programs that this one starts: they would go on listening after its end.
void close_on_exec(int socket);

/// For coroutines that listen: what they throw ends the thread's run() instead of being lost.
inline constexpr auto kRethrow = [](const std::exception_ptr& failed) {
  if (failed) std::rethrow_exception(failed);
};

}  // namespace tracewh::net
