#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace tracewh::net {

/// Tells people which requests are refused and why, without filling their terminal: the first error of each
/// kind at once, and those of the following minute as a number with the next. Safe on all threads.
class RequestErrorLog {
 public:
  using Clock = std::chrono::steady_clock;

  /// `tell` gets each line, on any thread, one at a time. To be called before requests come.
  void on_line(std::function<void(const std::string&)> tell) { tell_ = std::move(tell); }

  /// `kind` is one of a few, such as `HTTP 415`; `reason` may hold what senders made up.
  void note(std::string_view kind, std::string_view reason, Clock::time_point now = Clock::now());

 private:
  struct Kind {
    Clock::time_point told;
    std::uint64_t untold = 0;
  };

  std::function<void(const std::string&)> tell_;
  std::mutex mutex_;
  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace tracewh::net
