#include "ingest/live_sink.hpp"

#include "base/time.hpp"
#include "store/sqlite/sqlite_error.hpp"
#include "store/write/quarantine.hpp"

#include <exception>
#include <utility>

namespace tracewh::ingest {
namespace {

using Clock = LiveWriter::Clock;

// What may wait: half a second of writing, well within the time that senders wait for their answer.
constexpr SubmissionQueue::Limits kQueueLimits{10'000, std::size_t{64} << 20};

// Between two looks at what is not urgent while nothing arrives.
constexpr std::chrono::milliseconds kIdle{500};

// For what is not urgent after each group: longer than a group takes, so that pruning keeps pace.
constexpr std::chrono::milliseconds kTidying{250};

// How long after a failure it takes a stored batch to tell that all is well again: a full disk has room for a
// small write now and then.
constexpr std::chrono::seconds kTroubleHolds{10};

constexpr const char* kShuttingDown = "shutting down; try again";

}  // namespace

LiveSink::LiveSink(LiveOptions options, const std::function<void(store::WriterDatabase&)>& prepare)
    : options_(std::move(options)), queue_(kQueueLimits) {
  try {
    writer_.emplace(options_, options_.lock_timeout, &give_up_);
  } catch (const store::NotADatabase&) {
    // Another file of the user may have the name by mistake.
    throw;
  } catch (const store::DamagedDatabase&) {
    if (store::is_damaged(options_.database)) quarantine();
    writer_.emplace(options_, options_.lock_timeout, &give_up_);
  }
  if (prepare) prepare(writer_->database());
  thread_ = std::thread([this] { run(); });
}

LiveSink::~LiveSink() { close(std::chrono::milliseconds(0)); }

Acceptance LiveSink::submit(std::string_view receiver, model::Batch batch, std::size_t bytes,
                            std::function<void(const Commit&)> done) {
  return queue_.offer({std::string(receiver), std::move(batch), bytes, std::move(done)});
}

void LiveSink::replace_joins(std::vector<store::JoinRow> joins) {
  const std::lock_guard lock(mutex_);
  joins_ = std::move(joins);
}

void LiveSink::close(std::chrono::milliseconds grace, std::function<void()> when_stored) {
  if (!thread_.joinable()) return;
  deadline_ = Clock::now() + grace;
  when_stored_ = std::move(when_stored);
  closing_ = true;
  queue_.close();
  thread_.join();
}

LiveStatus LiveSink::status() const {
  const std::lock_guard lock(mutex_);
  LiveStatus status = status_;
  status.waiting = queue_.length();
  if (busy_since_) status.busy = Clock::now() - *busy_since_;
  return status;
}

void LiveSink::run() {
  while (auto group = queue_.take(Clock::now() + kIdle)) {
    if (!group->empty()) store(std::move(*group));
    if (closing_ || has_given_up()) continue;
    store_joins();
    tidy();
  }
  if (when_stored_) when_stored_();
  store_joins();
  finish();
}

void LiveSink::store(std::vector<Submission> group) {
  if (has_given_up()) return tell(group, {false, kShuttingDown});
  IngestStats stats;
  const auto begin = Clock::now();
  set_busy(begin);
  const std::string trouble = attempt([&](LiveWriter& writer) { stats = writer.store(group, begin); });
  if (!trouble.empty() && has_given_up()) return tell(group, {false, kShuttingDown});
  {
    const std::lock_guard lock(mutex_);
    ++(trouble.empty() ? status_.commits : status_.failed_commits);
    status_.stats += stats;
    status_.last_commit = Clock::now() - begin;
    status_.total_commit += status_.last_commit;
  }
  report(trouble);
  tell(group, {trouble.empty(), trouble});
  set_busy({});
}

void LiveSink::set_busy(std::optional<Clock::time_point> since) {
  const std::lock_guard lock(mutex_);
  busy_since_ = since;
}

void LiveSink::tell(const std::vector<Submission>& group, const Commit& commit) {
  for (const Submission& submission : group) {
    try {
      submission.done(commit);
    } catch (const std::exception&) {
      // Without memory for the answer the sender waits in vain and sends again; its spans are known then.
    }
  }
}

void LiveSink::tidy() {
  const auto end = Clock::now() + kTidying;
  std::optional<IngestStats> stats;
  do {
    stats.reset();
    const std::string trouble =
        attempt([&](LiveWriter& writer) { stats = writer.tidy(Clock::now(), base::now_ns()); });
    if (!trouble.empty() || Clock::now() - failed_at_ > kTroubleHolds) report(trouble);
    if (!stats) return;
    const std::lock_guard lock(mutex_);
    status_.stats += *stats;
  } while (Clock::now() < end);
}

void LiveSink::store_joins() {
  std::optional<std::vector<store::JoinRow>> joins;
  {
    const std::lock_guard lock(mutex_);
    joins.swap(joins_);
  }
  if (!joins) return;
  const std::string trouble = attempt([&](LiveWriter& writer) { writer.replace_joins(*joins); });
  if (!trouble.empty() && !has_given_up()) report(trouble);
}

void LiveSink::finish() {
  IngestStats stats;
  const std::string trouble =
      attempt([&](LiveWriter& writer) { stats = writer.finish(deadline_, base::now_ns()); });
  writer_.reset();
  report(trouble);
  const std::lock_guard lock(mutex_);
  status_.stats += stats;
}

/// Does something with the open database, and opens it first if it has to. Tells why it failed.
std::string LiveSink::attempt(const std::function<void(LiveWriter&)>& action) {
  for (int damages = 0;;) {
    try {
      if (damages == 2) quarantine();
      open();
      action(*writer_);
      measure();
      return {};
    } catch (const store::DamagedDatabase& damage) {
      writer_.reset();
      // The second time, it was read anew. What then is whole after all may be so the next time.
      if (++damages > 2 || (damages == 2 && !store::is_damaged(options_.database))) return damage.what();
    } catch (const std::exception& error) {
      writer_.reset();
      return error.what();
    }
  }
}

void LiveSink::open() {
  // What is written to a file that somebody moved away would be lost.
  if (writer_ && !writer_->database().is_in_place()) writer_.reset();
  if (!writer_) writer_.emplace(options_, std::chrono::milliseconds(0), &give_up_);
}

void LiveSink::quarantine() {
  const std::string name = store::quarantine(options_.database, base::now_ns()).string();
  const std::lock_guard lock(mutex_);
  status_.quarantined = name;
}

void LiveSink::report(const std::string& trouble) {
  if (!trouble.empty()) failed_at_ = Clock::now();
  const std::lock_guard lock(mutex_);
  status_.trouble = trouble;
}

void LiveSink::measure() {
  const std::int64_t used = writer_->database().used_bytes();
  const std::int64_t log = writer_->database().log_bytes();
  const std::lock_guard lock(mutex_);
  status_.used_bytes = used;
  status_.log_bytes = log;
}

}  // namespace tracewh::ingest
