#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace tracewh::cli {

/// When joins are to be looked for while spans arrive: two seconds after something was committed, so that
/// what was sent together is there, and never for more than a tenth of the time.
class JoinPace {
 public:
  using Clock = std::chrono::steady_clock;

  /// Whether there are commits of which no search knows, when there were `commits` in all.
  bool has_news(std::uint64_t commits) const { return commits != known_; }

  /// Whether a search is due, when there are `commits` in all by now.
  bool is_due(std::uint64_t commits, Clock::time_point now) {
    if (!has_news(commits)) return false;
    if (!news_since_) news_since_ = now;
    return now >= *news_since_ + kCompany && now >= rests_until_;
  }

  /// A search that began when there were `commits` has found all joins.
  void know(std::uint64_t commits) {
    known_ = commits;
    news_since_.reset();
  }

  /// A search is over, whether it succeeded or not.
  void rest(Clock::time_point begin, Clock::time_point end) { rests_until_ = end + kRest * (end - begin); }

 private:
  static constexpr std::chrono::seconds kCompany{2};
  static constexpr int kRest = 9;  ///< times as long as a search took

  std::uint64_t known_ = 0;
  std::optional<Clock::time_point> news_since_;
  Clock::time_point rests_until_{};
};

}  // namespace tracewh::cli
