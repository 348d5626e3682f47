#include "net/transport/request_error_log.hpp"

#include "base/visible_text.hpp"

#include <fmt/format.h>

#include <utility>

namespace tracewh::net {
namespace {

constexpr std::chrono::minutes kBetweenLines{1};

}  // namespace

void RequestErrorLog::note(std::string_view kind, std::string_view reason, Clock::time_point now) {
  if (!tell_) return;
  const std::lock_guard lock(mutex_);
  const auto [at, is_new] = kinds_.try_emplace(std::string(kind));
  Kind& state = at->second;
  if (!is_new && now - state.told < kBetweenLines) {
    ++state.untold;
    return;
  }
  state.told = now;
  const std::uint64_t untold = std::exchange(state.untold, 0);
  const std::string more = untold == 0 ? "" : fmt::format(" ({} more since the last)", untold);
  tell_(fmt::format("refused, {}: {}{}", kind, base::escape_unless(reason, base::is_safe), more));
}

}  // namespace tracewh::net
