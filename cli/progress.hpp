#pragma once

#include "ingest/ingester.hpp"

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>

namespace tracewh::cli {

/// One line on a terminal that tells how far a long work is: bytes, what an ingest has read, time left.
class ProgressLine {
 public:
  /// `total_bytes` is what there is to read, 0 when it is not known. `err` must be a terminal.
  ProgressLine(std::ostream& err, std::uint64_t total_bytes);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void update(const ingest::IngestStats& stats);
  /// For work that only reads bytes.
  void update(std::uint64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;

  bool is_due();
  double seconds() const;
  void show(std::string line, std::uint64_t bytes);

  std::ostream& err_;
  std::uint64_t total_bytes_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  bool shown_ = false;
};

}  // namespace tracewh::cli
