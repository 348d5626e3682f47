#pragma once

#include "cli/join_pace.hpp"
#include "ingest/live_sink.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace tracewh::cli {

/// Keeps the exact joins of a database up to date while a sink writes to it: searches on a thread of its own,
/// at the pace of JoinPace, and has the sink store what it found.
class JoinUpkeep {
 public:
  /// `sink` must outlive it.
  JoinUpkeep(std::filesystem::path database, ingest::LiveSink& sink);
  ~JoinUpkeep();
  JoinUpkeep(const JoinUpkeep&) = delete;
  JoinUpkeep& operator=(const JoinUpkeep&) = delete;

  /// Searches no more; a search under way is broken off.
  void stop();

  /// After stop(): searches a last time, if anything was committed since the last search, and until `end` at
  /// the latest. Tells why it could not; empty when the joins are up to date. For LiveSink::close().
  std::string finish(JoinPace::Clock::time_point end);

 private:
  void run();
  void search_at_leisure(std::uint64_t commits);
  void search(std::uint64_t commits, std::chrono::milliseconds allowed, const std::atomic<bool>* stop);

  const std::filesystem::path database_;
  ingest::LiveSink& sink_;
  JoinPace pace_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace tracewh::cli
