#pragma once

#include "base/limits.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace tracewh::net {

/// How long a connection may take for each phase. No phase is prolonged by single bytes.
struct Deadlines {
  std::chrono::milliseconds header{10'000};     ///< also the TLS handshake
  std::chrono::milliseconds body{30'000};       ///< in all
  std::chrono::milliseconds body_grace{5'000};  ///< before base::limits::kBodyBytesPerSecond is asked for
  std::chrono::milliseconds idle{60'000};       ///< between two requests
  std::chrono::milliseconds write{30'000};
  std::chrono::milliseconds acknowledgement{5'000};  ///< of a commit
  std::chrono::milliseconds linger{2'000};  ///< for a refused body to arrive, so that the answer does
};

/// When a body must be there that began at `begin` and of which `received` bytes are.
inline std::chrono::steady_clock::time_point body_deadline(std::chrono::steady_clock::time_point begin,
                                                           std::size_t received, const Deadlines& deadlines) {
  const auto earned = std::chrono::seconds(received / base::limits::kBodyBytesPerSecond);
  return begin + std::min<std::chrono::milliseconds>(deadlines.body, deadlines.body_grace + earned);
}

}  // namespace tracewh::net
