#include "torture/rounds.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/resource.h>
#include <unistd.h>

namespace tracewh::torture {
namespace {

char round_name[64];

// Only what may be called from a handler of signals.
void tell_round(int signal) {
  (void)!::write(STDERR_FILENO, round_name, sizeof round_name);
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

long peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Rounds::Rounds(const char* kind, int argc, char** argv) : kind_(kind) {
  if (argc != 5) {
    std::fputs("usage: PROGRAM SEED FIRST COUNT SECONDS\n", stderr);
    std::exit(3);
  }
  seed_ = std::strtoull(argv[1], nullptr, 10);
  first_ = std::strtoull(argv[2], nullptr, 10);
  last_ = first_ + std::strtoull(argv[3], nullptr, 10);
  end_ = Clock::now() + std::chrono::seconds(std::strtoll(argv[4], nullptr, 10));
  for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, tell_round);
}

bool Rounds::next() {
  if (done_ > 0) end_round();
  begin_ = Clock::now();
  const std::uint64_t number = first_ + done_;
  if (number >= last_ || begin_ >= end_) return false;
  ++done_;
  std::snprintf(round_name, sizeof round_name, "%s: round %llu of seed %llu\n", kind_,
                static_cast<unsigned long long>(number), static_cast<unsigned long long>(seed_));
  random_ = bench::Random(bench::Random(seed_).next() ^ bench::Random(number).next());
  return true;
}

void Rounds::end_round() { slowest_ = std::max(slowest_, Clock::now() - begin_); }

void Rounds::found(Fault fault, const std::string& what) {
  static constexpr const char* kNames[] = {"lost", "twice", "wrong"};
  const auto index = static_cast<std::size_t>(fault);
  ++faults_[index];
  std::fprintf(stderr, "%s  %s: %s\n", round_name, kNames[index], what.c_str());
}

int Rounds::finish() const {
  const std::chrono::duration<double, std::milli> slowest = slowest_;
  std::printf("%s %llu %llu %llu 0 %llu %.2f %ld\n", kind_, static_cast<unsigned long long>(done_),
              static_cast<unsigned long long>(faults_[0]), static_cast<unsigned long long>(faults_[1]),
              static_cast<unsigned long long>(faults_[2]), slowest.count(), peak_memory());
  return std::any_of(std::begin(faults_), std::end(faults_), [](std::uint64_t count) { return count > 0; });
}

}  // namespace tracewh::torture
