#pragma once

#include "ingest/ingester.hpp"

#include <chrono>
#include <cstdint>
#include <ostream>

namespace tracewh::cli {

/// One line on a terminal that tells how far an ingest is: bytes, spans, rate, time left.
class ProgressLine {
 public:
  /// `total_bytes` is the size of all inputs, 0 when it is not known. `err` must be a terminal.
  ProgressLine(std::ostream& err, std::uint64_t total_bytes);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void update(const ingest::Totals& totals);

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& err_;
  std::uint64_t total_bytes_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  bool shown_ = false;
};

}  // namespace tracewh::cli
