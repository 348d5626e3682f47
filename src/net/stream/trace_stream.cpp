#include "net/stream/trace_stream.hpp"

#include "base/time.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"
#include "render/json.hpp"

#include <exception>
#include <sstream>
#include <utility>

namespace tracewh::net {
namespace {

constexpr std::string_view kPath = "/api/stream";

// As in `tracewh tail`.
constexpr std::chrono::milliseconds kPollInterval{200};

// Proxies close connections on which nothing happens for half a minute or more.
constexpr std::chrono::seconds kCommentInterval{15};

// A subscriber whose connection broke comes back within seconds.
constexpr std::chrono::seconds kLinger{60};

std::string json_of(const query::FinishedTrace& trace) {
  std::ostringstream line;
  model::RowSetStream row(trace.row);
  render::write_jsonl(row, {}, line);
  std::string text = std::move(line).str();
  text.pop_back();  // the end of the line
  return text;
}

Response stream_response(std::shared_ptr<BodyStream> body) {
  Response response;
  response.content_type = kEventStream;
  response.headers.add("Cache-Control", "no-store");
  response.stream = std::move(body);
  return response;
}

Response unavailable(const std::string& reason) {
  return error_response({}, {RequestError::Kind::kUnavailable, reason});
}

}  // namespace

TraceStream::TraceStream(std::filesystem::path database, const query::FeedOptions& options)
    : database_(std::move(database)), options_(options), thread_([this] { run(); }) {}

TraceStream::~TraceStream() { stop(); }

Route TraceStream::route() {
  return {
      "GET", kPath, {}, [this](const Request& request, const Respond& respond) { arrive(request, respond); }};
}

void TraceStream::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void TraceStream::arrive(const Request& request, const Respond& respond) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      arrivals_.push_back({std::string(request.headers.get("Last-Event-ID")), respond});
      changed_.notify_one();
      return;
    }
  }
  respond(unavailable("shutting down"));
}

/// Returns after a while, or when somebody arrives; none when it is time to stop. Without subscribers it can
/// take any time.
std::optional<std::vector<TraceStream::Arrival>> TraceStream::wait_for_arrivals() {
  std::unique_lock lock(mutex_);
  const auto called = [&] { return stopping_ || !arrivals_.empty(); };
  if (feed_) {
    changed_.wait_for(lock, kPollInterval, called);
  } else {
    changed_.wait(lock, called);
  }
  if (stopping_) return std::nullopt;
  return std::exchange(arrivals_, {});
}

void TraceStream::run() {
  while (const auto arrivals = wait_for_arrivals()) {
    const Clock::time_point now = Clock::now();
    try {
      publish_finished(now);
      admit(*arrivals);
    } catch (const std::exception&) {
      // Who is not admitted for lack of memory hears so at the deadline of the route.
    }
    rest_when_alone(now);
  }
  broadcast_.end();
  const std::lock_guard lock(mutex_);
  for (const Arrival& arrival : arrivals_) arrival.respond(unavailable("shutting down"));
}

void TraceStream::publish_finished(Clock::time_point now) {
  if (!feed_) {
    feed_.emplace(database_, options_);
    broadcast_.begin(std::to_string(base::now_ns()));
    last_comment_ = now;
  }
  try {
    for (const query::FinishedTrace& trace : feed_->poll(now)) broadcast_.publish("trace", json_of(trace));
  } catch (const std::exception&) {
    // The database's trouble is told by /health; the feed goes on when it has passed.
  }
  if (now - last_comment_ < kCommentInterval) return;
  broadcast_.keep_alive();
  last_comment_ = now;
}

void TraceStream::admit(const std::vector<Arrival>& arrivals) {
  for (const Arrival& arrival : arrivals) {
    auto body = broadcast_.subscribe(arrival.last_event_id);
    arrival.respond(body ? stream_response(std::move(body)) : unavailable("there are too many subscribers"));
  }
}

void TraceStream::rest_when_alone(Clock::time_point now) {
  if (broadcast_.subscribers() > 0) last_subscribed_ = now;
  if (now - last_subscribed_ > kLinger) feed_.reset();
}

Route no_trace_stream() {
  // By which HTML's server-sent events tell a subscriber not to come again.
  return {"GET", kPath, {}, [](const Request&, const Respond& respond) { respond({204, {}, {}}); }};
}

}  // namespace tracewh::net
