#include "net/http/body_stream.hpp"

#include <utility>

namespace tracewh::net {

bool BodyStream::add(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (ended_ || waiting_.size() + bytes.size() > limit_) return false;
  append(bytes);
  return true;
}

void BodyStream::end(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  append(bytes);
}

std::optional<std::string> BodyStream::take() {
  const std::lock_guard lock(mutex_);
  if (ended_ && waiting_.empty()) return std::nullopt;
  return std::exchange(waiting_, {});
}

void BodyStream::on_more(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

void BodyStream::append(std::string_view bytes) {
  waiting_ += bytes;
  if (wake_) wake_();
}

}  // namespace tracewh::net
