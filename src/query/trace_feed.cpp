#include "query/trace_feed.hpp"

#include "base/error.hpp"
#include "query/rows.hpp"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <string_view>
#include <sys/stat.h>

namespace tracewh::query {
namespace {

using Clock = TraceFeed::Clock;

// A moment of a writer that makes, migrates or replaces the database passes; a foreign file does not.
constexpr std::chrono::seconds kPatience{2};

// Far more than a poll needs, and short enough to keep no writer from folding its log.
constexpr std::chrono::seconds kPollDeadline{10};

// New traces that one poll takes, so that a poll ends soon.
constexpr std::int64_t kTracesPerPoll = 10'000;

// Traces that arrived last before the feed began, among which those in progress are looked for.
constexpr std::int64_t kLookBack = 1'000;

constexpr std::string_view kSeenTraces = "queries/internal/feed_traces.sql";

/// The number of the file; none when there is none, or nothing in it yet.
std::optional<std::pair<std::uint64_t, std::uint64_t>> file_number(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || status.st_size == 0) return std::nullopt;
  return std::pair<std::uint64_t, std::uint64_t>{status.st_dev, status.st_ino};
}

SQLite::Statement seen_traces(store::Reader& reader) { return prepare_embedded(reader, kSeenTraces); }

/// Lets the statement of seen_traces() give up to `limit` traces behind the key `after`, as far as the key
/// `until`, which may be NULL.
void choose(SQLite::Statement& rows, std::int64_t after, const model::Value& until, std::int64_t limit) {
  rows.reset();
  bind_value(rows, "after", after);
  bind_value(rows, "until", until);
  bind_value(rows, "limit", limit);
}

std::optional<TraceKey> newest_trace(store::Reader& reader) {
  SQLite::Statement row = prepare_embedded(reader, "queries/internal/feed_newest.sql");
  if (!reader.step(row)) return std::nullopt;
  return read_trace_key(row);
}

}  // namespace

TraceFeed::SeenTrace TraceFeed::read_seen(const SQLite::Statement& row) {
  SeenTrace seen;
  seen.key = read_trace_key(row);
  seen.start_ns = row.getColumn(3).getInt64();
  seen.state.spans = seen.key.span_count;
  seen.state.end_ns = row.getColumn(4).getInt64();
  seen.state.errors = row.getColumn(5).getInt64();
  seen.state.orphans = row.getColumn(6).getInt64();
  seen.state.unfinished = row.getColumn(7).getInt64();
  seen.state.has_root = row.getColumn(8).getInt() != 0;
  seen.state.undecided = row.getColumn(9).getInt() != 0;
  return seen;
}

std::optional<TraceFeed::SeenTrace> TraceFeed::find_seen(store::Reader& reader, SQLite::Statement& rows,
                                                         const TraceKey& trace) {
  choose(rows, trace.key - 1, trace.key, 1);
  if (!reader.step(rows)) return std::nullopt;
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
  SQLite::Statement rows = seen_traces(reader);
  if (!begun_) {
    begin(reader, now);
  } else if (file_ && *file_ != file && !(newest_ && find_seen(reader, rows, *newest_))) {
    pending_.clear();
    after_ = 0;
  }
  begun_ = true;
  file_ = file;
  newest_ = newest_trace(reader);
  // Numbers of traces that left are given again.
  after_ = std::min(after_, newest_ ? newest_->key : 0);
}

void TraceFeed::begin(store::Reader& reader, Clock::time_point now) {
  const auto newest = newest_trace(reader);
  after_ = newest ? newest->key : 0;
  if (options_.since_ns) {
    SQLite::Statement first = prepare_embedded(reader, "queries/internal/feed_since.sql");
    bind_value(first, "since", *options_.since_ns);
    if (reader.step(first) && !first.isColumnNull(0)) after_ = first.getColumn(0).getInt64() - 1;
    return;
  }
  SQLite::Statement rows = seen_traces(reader);
  choose(rows, after_ - kLookBack, after_, kLookBack);
  while (reader.step(rows)) {
    const SeenTrace seen = read_seen(rows);
    if (!seen.state.complete()) pending_.push_back({seen, now, now + options_.settle, false});
  }
}

void TraceFeed::take_new(store::Reader& reader, Clock::time_point now) {
  SQLite::Statement rows = seen_traces(reader);
  choose(rows, after_, {}, kTracesPerPoll);
  while (reader.step(rows)) {
    const SeenTrace seen = read_seen(rows);
    after_ = seen.key.key;
    if (options_.since_ns && seen.start_ns < *options_.since_ns) continue;
    pending_.push_back({seen, now, now + options_.settle, true});
  }
}

void TraceFeed::give(store::Reader& reader, SQLite::Statement& row, const SeenTrace& seen,
                     std::vector<FinishedTrace>& given) {
  row.reset();
  bind_value(row, "trace", seen.key.key);
  bind_value(row, "complete", std::int64_t{seen.state.complete()});
  model::RowSet rows = read_rows(reader, row, 1);
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
  SQLite::Statement rows = seen_traces(reader);
  SQLite::Statement row = prepare_embedded(reader, "queries/internal/feed_row.sql");
  const auto crowded = [&] { return pending_.size() > kMaxPendingTraces; };
  for (std::size_t left = pending_.size(); left > 0 && (pending_.front().due <= now || crowded()); --left) {
    PendingTrace& first = pending_.front();
    const std::optional<SeenTrace> seen = find_seen(reader, rows, first.seen.key);
    if (seen && (look_again(first, *seen, now) || crowded())) {
      if (first.grown) give(reader, row, *seen, given);
    } else if (seen) {
      first.due = now + options_.settle;
      pending_.push_back(first);
    }
    pending_.pop_front();
  }
}

}  // namespace tracewh::query
