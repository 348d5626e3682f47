#include "cli/join_upkeep.hpp"

#include "cli/join.hpp"
#include "cli/open_reader.hpp"
#include "search/trace_joins.hpp"
#include "store/read/reader.hpp"

#include <exception>
#include <utility>

namespace tracewh::cli {
namespace {

// Between two looks at what was committed.
constexpr std::chrono::milliseconds kBetweenLooks{500};

}  // namespace

JoinUpkeep::JoinUpkeep(std::filesystem::path database, ingest::LiveSink& sink)
    : database_(std::move(database)), sink_(sink), thread_([this] { run(); }) {}

JoinUpkeep::~JoinUpkeep() { stop(); }

void JoinUpkeep::stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stopped_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void JoinUpkeep::run() {
  std::unique_lock lock(mutex_);
  while (!stopped_.wait_for(lock, kBetweenLooks, [this] { return stop_.load(); })) {
    const std::uint64_t commits = sink_.status().commits;
    if (!pace_.is_due(commits, JoinPace::Clock::now())) continue;
    lock.unlock();
    search_at_leisure(commits);
    lock.lock();
  }
}

void JoinUpkeep::search_at_leisure(std::uint64_t commits) {
  const auto begin = JoinPace::Clock::now();
  try {
    search(commits, kNoTimeout, &stop_);
  } catch (const std::exception&) {
    // The next search may succeed, and the last tells if it does not.
  }
  pace_.rest(begin, JoinPace::Clock::now());
}

/// Has the sink store the joins of what was committed, which are those of `commits` at least.
void JoinUpkeep::search(std::uint64_t commits, std::chrono::milliseconds allowed,
                        const std::atomic<bool>* stop) {
  store::Reader reader(database_, allowed, {}, stop);
  sink_.replace_joins(join_rows(search::find_joins(reader), false));
  pace_.know(commits);
}

std::string JoinUpkeep::finish(JoinPace::Clock::time_point end) {
  const std::uint64_t commits = sink_.status().commits;
  if (!pace_.has_news(commits)) return {};
  try {
    search(commits, std::chrono::floor<std::chrono::milliseconds>(end - JoinPace::Clock::now()), nullptr);
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

}  // namespace tracewh::cli
