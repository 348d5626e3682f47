#pragma once

#include "net/http/routes.hpp"
#include "net/stream/event_broadcast.hpp"
#include "query/trace_feed.hpp"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace tracewh::net {

/// Tells programs of traces as they complete: `GET /api/stream` answers with server-sent events `trace`,
/// whose data is the line of `tracewh tail --format jsonl`. One thread polls the database for all
/// subscribers, as long as there are any and for a while longer, so that they can come back.
class TraceStream {
 public:
  TraceStream(std::filesystem::path database, const query::FeedOptions& options);
  ~TraceStream();
  TraceStream(const TraceStream&) = delete;
  TraceStream& operator=(const TraceStream&) = delete;

  /// Must not be called after the end of this.
  Route route();

  /// Ends the streams of all subscribers, and takes no more.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;

  /// A request for the stream.
  struct Arrival {
    std::string last_event_id;
    Respond respond;
  };

  void arrive(const Request& request, const Respond& respond);
  std::optional<std::vector<Arrival>> wait_for_arrivals();
  void run();
  void publish_finished(Clock::time_point now);
  void admit(const std::vector<Arrival>& arrivals);
  void rest_when_alone(Clock::time_point now);

  const std::filesystem::path database_;
  const query::FeedOptions options_;

  // Of the thread.
  std::optional<query::TraceFeed> feed_;
  EventBroadcast broadcast_;
  Clock::time_point last_comment_;
  Clock::time_point last_subscribed_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::vector<Arrival> arrivals_;
  bool stopping_ = false;

  std::thread thread_;
};

/// Of a server that receives nothing: no traces will come, so that nobody needs to ask again.
Route no_trace_stream();

}  // namespace tracewh::net
