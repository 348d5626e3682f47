#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tracewh::bench {

enum class Answer {
  kStored,  ///< all spans of the batch
  kRetry,   ///< 429, 503 or UNAVAILABLE: none of them; to be sent again after a second
};

/// One connection of an exporter, with one request at a time.
class LiveSender {
 public:
  virtual ~LiveSender() = default;

  /// Waits for the answer. Throws std::exception when the connection ends or the answer is another one.
  virtual Answer send(const std::string& batch) = 0;
};

/// Connects to that port of this machine. The protocol is "otlp-json", "otlp-protobuf" or "otlp-grpc".
std::unique_ptr<LiveSender> connect_sender(std::string_view protocol, std::uint16_t port);

}  // namespace tracewh::bench
