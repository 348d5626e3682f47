#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tracewh::bench {

enum class Answer {
  kStored,  ///< all spans of the batch
  kRetry,   ///< 429, 503, UNAVAILABLE or no answer: to be sent again after a second
};

/// One connection of an exporter, with one request at a time.
class LiveSender {
 public:
  virtual ~LiveSender() = default;

  /// Waits for the answer. Throws std::exception when it is another one, or the server is gone.
  virtual Answer send(const std::string& batch) = 0;
};

/// Connects to that port of this machine. The protocol is "otlp-json", "otlp-protobuf" or "otlp-grpc".
std::unique_ptr<LiveSender> connect_sender(std::string_view protocol, std::uint16_t port);

}  // namespace tracewh::bench
