#include "query/trace_feed.hpp"

#include "base/error.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <sys/stat.h>

namespace tracewh::query {
namespace {

using Clock = TraceFeed::Clock;

// A moment of a writer that makes, migrates or replaces the database passes; a foreign file does not.
constexpr std::chrono::seconds kPatience{2};

// Far more than a poll needs, and short enough to keep no writer from a checkpoint.
constexpr std::chrono::seconds kPollDeadline{10};

// New traces that one poll takes, so that a poll ends soon.
constexpr std::int64_t kTracesPerPoll = 10'000;

// Traces that arrived last before the feed began, among which those in progress are looked for.
constexpr std::int64_t kLookBack = 1'000;

/// The number of the file; none when there is none, or nothing in it yet.
std::optional<std::pair<std::uint64_t, std::uint64_t>> file_number(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || status.st_size == 0) return std::nullopt;
  return std::pair<std::uint64_t, std::uint64_t>{status.st_dev, status.st_ino};
}

store::Statement seen_traces(store::Reader& reader) { return prepare(reader, kFeedTraces); }

/// The place that is `traces` before another.
Arrival before(Arrival arrival, std::int64_t traces) {
  return Arrival{static_cast<std::int64_t>(arrival) - traces};
}

constexpr Arrival kLast{std::numeric_limits<std::int64_t>::max()};

/// Lets the statement of seen_traces() give up to `limit` traces behind `after`, as far as `until`.
void choose(store::Statement& rows, Arrival after, Arrival until, std::int64_t limit) {
  rows.reset();
  bind_arrival(rows, kFeedTraces.parameter("after"), after);
  bind_arrival(rows, kFeedTraces.parameter("until"), until);
  rows.bind(kFeedTraces.parameter("limit"), limit);
}

std::optional<TraceKey> newest_trace(store::Reader& reader) {
  store::Statement row = prepare(reader, kFeedNewest);
  if (!row.step()) return std::nullopt;
  return read_trace_key(row);
}

}  // namespace

TraceFeed::SeenTrace TraceFeed::read_seen(const store::Statement& row) {
  SeenTrace seen;
  seen.key = read_trace_key(row);
  seen.start_ns = row.integer(kFeedTraces["start_ns"]);
  seen.state.spans = seen.key.span_count;
  seen.state.end_ns = row.integer(kFeedTraces["end_ns"]);
  seen.state.errors = row.integer(kFeedTraces["error_count"]);
  seen.state.orphans = row.integer(kFeedTraces["orphan_count"]);
  seen.state.unfinished = row.integer(kFeedTraces["open_count"]);
  seen.state.has_root = row.integer(kFeedTraces["has_root"]) != 0;
  seen.state.undecided = row.integer(kFeedTraces["undecided"]) != 0;
  return seen;
}

std::optional<TraceFeed::SeenTrace> TraceFeed::find_seen(store::Statement& rows, const TraceKey& trace) {
  choose(rows, before(trace.arrival, 1), trace.arrival, 1);
  if (!rows.step()) return std::nullopt;
  const SeenTrace seen = read_seen(rows);
  // Another one may have the place of a trace that left.
  return seen.key.id == trace.id ? std::optional(seen) : std::nullopt;
}

std::vector<FinishedTrace> TraceFeed::poll(Clock::time_point now) {
  std::vector<FinishedTrace> given;
  const auto file = file_number(database_);
  if (!file) {
    begun_ = true;  // all that a file brings which comes later is new
    return given;
  }
  try {
    store::Reader reader(database_, kPollDeadline);
    find_place(reader, *file, now);
    take_new(reader, now);
    give_due(reader, now, given);
    troubled_since_.reset();
  } catch (const base::Error&) {
    if (!troubled_since_) troubled_since_ = now;
    if (given.empty() && now - *troubled_since_ >= kPatience) throw;
  }
  return given;
}

void TraceFeed::find_place(store::Reader& reader, FileNumber file, Clock::time_point now) {
  store::Statement rows = seen_traces(reader);
  if (!begun_) {
    begin(reader, now);
  } else if (file_ && *file_ != file && !(newest_ && find_seen(rows, *newest_))) {
    pending_.clear();
    after_ = {};
  }
  begun_ = true;
  file_ = file;
  newest_ = newest_trace(reader);
  // Numbers of traces that left are given again.
  after_ = std::min(after_, newest_ ? newest_->arrival : Arrival{});
}

void TraceFeed::begin(store::Reader& reader, Clock::time_point now) {
  const auto newest = newest_trace(reader);
  after_ = newest ? newest->arrival : Arrival{};
  if (options_.since_ns) {
    store::Statement first = prepare(reader, kFeedSince);
    first.bind(kFeedSince.parameter("since"), *options_.since_ns);
    if (first.step() && !first.is_null(kFeedSince["id"]))
      after_ = before(Arrival{first.integer(kFeedSince["id"])}, 1);
    return;
  }
  store::Statement rows = seen_traces(reader);
  choose(rows, before(after_, kLookBack), after_, kLookBack);
  while (rows.step()) {
    const SeenTrace seen = read_seen(rows);
    if (!seen.state.complete()) pending_.push_back({seen, now, now + options_.settle, false});
  }
}

void TraceFeed::take_new(store::Reader& reader, Clock::time_point now) {
  store::Statement rows = seen_traces(reader);
  choose(rows, after_, kLast, kTracesPerPoll);
  while (rows.step()) {
    const SeenTrace seen = read_seen(rows);
    after_ = seen.key.arrival;
    if (options_.since_ns && seen.start_ns < *options_.since_ns) continue;
    pending_.push_back({seen, now, now + options_.settle, true});
  }
}

void TraceFeed::give(store::Statement& row, const SeenTrace& seen, std::vector<FinishedTrace>& given) {
  row.reset();
  bind_arrival(row, kFeedRow.parameter("trace"), seen.key.arrival);
  row.bind(kFeedRow.parameter("complete"), std::int64_t{seen.state.complete()});
  model::RowSet rows = read_rows(row);
  // It may have left since it was looked at.
  if (!rows.rows.empty()) given.push_back({seen.key, seen.start_ns, seen.state.end_ns, std::move(rows)});
}

/// Notes what became of a trace; true when it is to be given.
bool TraceFeed::look_again(PendingTrace& pending, const SeenTrace& seen, Clock::time_point now) const {
  if (seen.state != pending.seen.state) {
    pending.seen = seen;
    pending.changed = now;
    pending.grown = true;
    return false;
  }
  return seen.state.complete() ||
         (!seen.state.undecided && now - pending.changed >= options_.incomplete_after);
}

void TraceFeed::give_due(store::Reader& reader, Clock::time_point now, std::vector<FinishedTrace>& given) {
  store::Statement rows = seen_traces(reader);
  store::Statement row = prepare(reader, kFeedRow);
  const auto crowded = [&] { return pending_.size() > kMaxPendingTraces; };
  for (std::size_t left = pending_.size(); left > 0 && (pending_.front().due <= now || crowded()); --left) {
    PendingTrace& first = pending_.front();
    const std::optional<SeenTrace> seen = find_seen(rows, first.seen.key);
    if (seen && (look_again(first, *seen, now) || crowded())) {
      if (first.grown) give(row, *seen, given);
    } else if (seen) {
      first.due = now + options_.settle;
      pending_.push_back(first);
    }
    pending_.pop_front();
  }
}

}  // namespace tracewh::query
