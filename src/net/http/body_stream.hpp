#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// The body of a response that goes on: bytes that one part of the program adds, and that the connection of
/// one client takes. Safe on all threads.
class BodyStream {
 public:
  /// At most `limit` bytes wait for the client.
  explicit BodyStream(std::size_t limit) : limit_(limit) {}

  /// False, and nothing is added, when the client does not take its bytes fast enough.
  bool add(std::string_view bytes);

  /// Adds the last bytes, whatever the limit.
  void end(std::string_view bytes);

  /// What waits, which may be nothing yet; none when the body has ended and all of it was taken.
  std::optional<std::string> take();

  /// `wake` is called, on any thread, whenever there is more to take.
  void on_more(std::function<void()> wake);

 private:
  void append(std::string_view bytes);

  const std::size_t limit_;
  std::mutex mutex_;
  std::string waiting_;
  std::function<void()> wake_;
  bool ended_ = false;
};

}  // namespace tracewh::net
