#pragma once

#include "analysis/analysis.hpp"
#include "analysis/hand_off.hpp"
#include "analysis/hop_parties.hpp"
#include "analysis/hop_times.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// Each hand-off of work and what its time consisted of; or, with the option `by`, counts and percentiles,
/// the most hand-offs first.
class Hops final : public Analysis {
 public:
  explicit Hops(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
  void finish(std::vector<model::Row>& rows) override;

 private:
  /// What the hand-offs of one key took.
  struct Sum {
    std::uint64_t hops = 0;
    std::uint64_t without_worker = 0;
    std::vector<std::int64_t> send_ns;
    std::vector<std::int64_t> queue_ns;
    std::vector<std::int64_t> work_ns;
    std::vector<std::int64_t> reply_ns;
    std::vector<std::int64_t> collect_ns;
  };

  std::string_view key_of(const HopParties& parties, const HandOff& hand_off) const;
  void add_up(const HandOff& hand_off, const HopTimes& times, Sum& sum);

  std::string by_;
  content::ContentReader reader_;
  std::map<std::string, Sum> sums_;
};

}  // namespace tracewh::analysis
