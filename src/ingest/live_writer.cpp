#include "ingest/live_writer.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "base/time.hpp"
#include "store/sqlite/statement_deadline.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tracewh::ingest {
namespace {

// Held traces decided on in one transaction: few enough that senders hardly wait for it.
constexpr std::size_t kDecisionsPerStep = 100;

// Between two looks at all traces, those that were kept so far among them.
constexpr std::chrono::minutes kBetweenLooks{1};

// Dropped traces that are known by their IDs, 4 MiB. More are only counted.
constexpr std::size_t kDroppedTraces = 100'000;

}  // namespace

LiveCounts& LiveCounts::operator+=(const LiveCounts& other) {
  rejected += other.rejected;
  written += other.written;
  dropped += other.dropped;
  pruned += other.pruned;
  return *this;
}

LiveWriter::LiveWriter(const LiveOptions& options, std::chrono::milliseconds lock_timeout)
    : options_(options),
      database_(options.database, options.durability, lock_timeout),
      log_(database_),
      run_(options.ingest.run ? std::optional(log_.store_run(*options.ingest.run, options.ingest.labels))
                              : std::nullopt),
      writer_(database_, run_),
      sampled_(database_),
      held_(options.decision_wait),
      pruner_(database_, options.retention) {
  take_over_held(Clock::now());
}

void LiveWriter::take_over_held(Clock::time_point now) {
  // What a killed ingest left open is decided by the next one, so that a trace is never half there.
  if (!options_.ingest.sampling) return sampled_.release_all();
  for (const model::TraceId& trace_id : sampled_.held(std::numeric_limits<std::int64_t>::max())) {
    held_.add(trace_id, now);
  }
}

LiveCounts LiveWriter::store(std::vector<Submission>& group, Clock::time_point now) {
  LiveCounts counts;
  touched_.clear();
  database_.begin();
  for (Submission& submission : group) write(submission, now, counts);
  writer_.flush();
  for (const Received* received : touched_) log_.store_progress(received->file, received->progress);
  database_.commit();
  return counts;
}

void LiveWriter::write(Submission& submission, Clock::time_point now, LiveCounts& counts) {
  model::Batch& batch = submission.batch;
  Received& receiver = received(submission.receiver);
  const std::uint64_t spans_read = batch.spans.size() + batch.rejected_spans;
  if (options_.ingest.sampling) sample(batch, now, counts);
  const store::WriteCounts written = writer_.write(batch);
  for (const model::Issue& issue : batch.issues) {
    if (receiver.issues++ < base::limits::kIssuesPerFile) log_.add_issue(receiver.file, issue);
  }
  receiver.progress.offset += submission.bytes;
  receiver.progress.spans_read += spans_read;
  receiver.progress.spans_rejected += batch.rejected_spans;
  receiver.progress.written += written;
  counts.rejected += batch.rejected_spans;
  counts.written += written;
}

void LiveWriter::sample(model::Batch& batch, Clock::time_point now, LiveCounts& counts) {
  const Sampling& sampling = *options_.ingest.sampling;
  if (!sampling.keep) {
    counts.dropped += drop_unchosen(batch, sampling.sampler, sampled_);
    return;
  }
  for_each_unchosen(batch, sampling.sampler, [&](const model::TraceId& trace_id) {
    if (!held_.refresh(trace_id, now) && sampled_.hold(trace_id)) held_.add(trace_id, now);
  });
}

/// The account of a receiver, as of a file of that name.
LiveWriter::Received& LiveWriter::received(const std::string& receiver) {
  Received& received = received_[receiver];
  if (!ingest_) ingest_ = log_.begin_ingest(run_, base::now_ns(), options_.ingest.version);
  if (received.file == 0) received.file = log_.begin_file(*ingest_, {receiver, {}, {}}, receiver, {});
  if (std::ranges::find(touched_, &received) == touched_.end()) touched_.push_back(&received);
  return received;
}

std::optional<LiveCounts> LiveWriter::tidy(Clock::time_point now, std::int64_t now_ns) {
  LiveCounts counts;
  if (now >= next_look_) look_again(now);
  if (decide(now, counts) || prune(now_ns, counts)) return counts;
  // One step each time: what it gains is not worth that senders wait.
  if (sweep_) sweep();
  return std::nullopt;
}

void LiveWriter::look_again(Clock::time_point now) {
  next_look_ = now + kBetweenLooks;
  pruner_.restart();
  database_.begin();
  sampled_.forget_dropped(kDroppedTraces);
  if (!sweep_ && store::DictionarySweep::is_due(database_.handle()))
    sweep_.emplace(database_.handle(), writer_);
  database_.commit();
}

void LiveWriter::sweep() {
  database_.begin();
  const bool goes_on = sweep_->step();
  database_.commit();
  if (!goes_on) sweep_.reset();
}

bool LiveWriter::decide(Clock::time_point now, LiveCounts& counts) {
  const std::vector<model::TraceId> due = held_.take_due(now, kDecisionsPerStep);
  if (due.empty()) return false;
  const store::KeepRule rule = options_.ingest.sampling->rule();
  database_.begin();
  for (const model::TraceId& trace_id : due) counts.dropped += sampled_.decide(trace_id, rule, writer_);
  writer_.flush();
  database_.commit();
  return true;
}

bool LiveWriter::prune(std::int64_t now_ns, LiveCounts& counts) {
  if (!options_.retention.is_limited()) return false;
  database_.begin();
  const store::Pruner::Step step = pruner_.step(writer_, now_ns);
  writer_.flush();
  database_.commit();
  counts.pruned += step.removed;
  return step.removed.traces > 0 || !step.is_last;
}

LiveCounts LiveWriter::finish(Clock::time_point deadline, std::int64_t now_ns) {
  LiveCounts counts;
  while (Clock::now() < deadline && decide(Clock::time_point::max(), counts)) {
  }
  database_.begin();
  if (ingest_) log_.finish_ingest(*ingest_, now_ns);
  database_.commit();
  refresh_totals(deadline);
  return counts;
}

void LiveWriter::refresh_totals(Clock::time_point deadline) {
  const store::StatementDeadline limit(database_.handle(), deadline);
  try {
    database_.begin();
    writer_.refresh_totals();
    database_.commit();
  } catch (const base::Error&) {
    // The totals stay marked as uncertain, and the next ingest's end makes them exact.
  }
}

}  // namespace tracewh::ingest
