#pragma once

#include "analysis/analysis.hpp"
#include "analysis/lane_times.hpp"
#include "analysis/retries.hpp"
#include "content/content_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::analysis {

/// Each worker over all traces: how busy it was, and what waited for it; the busiest first. With the option
/// `periods` each time in which it was busy.
class Lanes final : public Analysis {
 public:
  explicit Lanes(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
  void finish(std::vector<model::Row>& rows) override;

 private:
  struct Lane {
    std::string worker_id;
    std::uint64_t spans = 0;
    std::uint64_t traces = 0;
    std::uint64_t last_trace = 0;  ///< the number of the last trace that was counted
    std::uint64_t failures = 0;
    std::vector<WorkTime> work;
    std::vector<std::int64_t> queue_ns;
  };

  std::size_t lane_of(std::string_view worker_id);
  std::vector<std::size_t> busiest_first(const std::vector<LaneTimes>& times) const;
  model::Row total_of(std::size_t number, const LaneTimes& times, std::uint64_t retries);
  void add_span(const tree::TraceTree& tree, std::uint32_t node);

  bool periods_;
  content::ContentReader reader_;
  std::map<std::string, std::size_t, std::less<>> numbers_;  ///< of the lanes, by worker
  std::vector<Lane> lanes_;
  Retries retries_;
  std::uint64_t traces_ = 0;
};

}  // namespace tracewh::analysis
