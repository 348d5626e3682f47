#pragma once

#include "bench/random.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace tracewh::torture {

enum class Fault { kLost, kTwice, kWrong };

/// The most memory that the process has had, in KiB.
long peak_memory();

/// The rounds of one program of torture, each with random numbers of its own, and what they came to.
class Rounds {
 public:
  /// Reads `SEED FIRST COUNT SECONDS` from the command line: rounds FIRST and up, COUNT of them or fewer when
  /// the time ends. `kind` names it in the figures. When a signal ends the process, the round is told.
  Rounds(const char* kind, int argc, char** argv);

  /// Begins the next round, if there is to be one.
  bool next();

  std::uint64_t seed() const { return seed_; }
  /// The random numbers of this round; they depend on the seed and its number alone.
  bench::Random& random() { return random_; }

  /// Tells and counts what went wrong in this round.
  void found(Fault fault, const std::string& what);

  /// Prints the line of figures that common.sh describes; the exit status of the program.
  int finish() const;

 private:
  using Clock = std::chrono::steady_clock;

  void end_round();

  const char* kind_;
  std::uint64_t seed_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
  Clock::time_point end_;
  Clock::time_point begin_;
  std::uint64_t done_ = 0;
  std::uint64_t faults_[3] = {};
  Clock::duration slowest_{};
  bench::Random random_{0};
};

}  // namespace tracewh::torture
