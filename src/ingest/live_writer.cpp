#include "ingest/live_writer.hpp"

#include "base/error.hpp"

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

LiveWriter::LiveWriter(const LiveOptions& options, std::chrono::milliseconds lock_timeout,
                       const store::StatementDeadline::SharedEnd* give_up)
    : options_(options),
      give_up_(give_up),
      database_(options.database, options.durability, lock_timeout),
      batches_(database_, options.ingest),
      held_(options.decision_wait),
      pruner_(database_, options.retention) {
  take_over_held(Clock::now());
}

void LiveWriter::take_over_held(Clock::time_point now) {
  // What a killed ingest left open is decided by the next one, so that a trace is never half there.
  if (!options_.ingest.sampling) return batches_.sampled().release_all();
  for (const model::TraceId& trace_id : batches_.sampled().held(std::numeric_limits<std::int64_t>::max())) {
    held_.add(trace_id, now);
  }
}

IngestStats LiveWriter::store(std::vector<Submission>& group, Clock::time_point now) {
  std::optional<store::StatementDeadline> deadline;
  limit(deadline);
  IngestStats stats;
  touched_.clear();
  database_.begin();
  for (Submission& submission : group) write(submission, now, stats);
  for (InputAccount* account : touched_) batches_.store_progress(*account, stats);
  database_.commit();
  return stats;
}

void LiveWriter::limit(std::optional<store::StatementDeadline>& deadline) {
  if (give_up_ != nullptr) deadline.emplace(database_.handle(), *give_up_);
}

void LiveWriter::write(Submission& submission, Clock::time_point now, IngestStats& stats) {
  InputAccount& account = this->account(submission.receiver);
  batches_.write(submission.batch, account, stats,
                 [&](const model::TraceId& trace_id) { hold(trace_id, now); });
  account.progress.offset += submission.bytes;
}

void LiveWriter::hold(const model::TraceId& trace_id, Clock::time_point now) {
  if (!held_.refresh(trace_id, now) && batches_.sampled().hold(trace_id)) held_.add(trace_id, now);
}

/// The account of a receiver, as of a file of that name; this transaction stores it.
InputAccount& LiveWriter::account(const std::string& receiver) {
  InputAccount& account = accounts_[receiver];
  if (account.id == 0) {
    account = InputAccount();
    account.identity.path = receiver;
    account.format = receiver;
  }
  if (std::ranges::find(touched_, &account) == touched_.end()) touched_.push_back(&account);
  return account;
}

std::optional<IngestStats> LiveWriter::tidy(Clock::time_point now, std::int64_t now_ns) {
  std::optional<store::StatementDeadline> deadline;
  limit(deadline);
  IngestStats stats;
  if (now >= next_look_) look_again(now);
  if (decide(now, stats) || prune(now_ns, stats)) return stats;
  // One step each time: what it gains is not worth that senders wait.
  if (sweep_) sweep();
  return std::nullopt;
}

void LiveWriter::look_again(Clock::time_point now) {
  next_look_ = now + kBetweenLooks;
  pruner_.restart();
  database_.begin();
  batches_.sampled().forget_dropped(kDroppedTraces);
  if (!sweep_ && store::DictionarySweep::is_due(database_.handle()))
    sweep_.emplace(database_.handle(), batches_.spans());
  database_.commit();
}

void LiveWriter::sweep() {
  database_.begin();
  const bool goes_on = sweep_->step();
  database_.commit();
  if (!goes_on) sweep_.reset();
}

bool LiveWriter::decide(Clock::time_point now, IngestStats& stats) {
  const std::vector<model::TraceId> due = held_.take_due(now, kDecisionsPerStep);
  if (due.empty()) return false;
  const store::KeepRule rule = options_.ingest.sampling->rule();
  database_.begin();
  for (const model::TraceId& trace_id : due)
    stats.dropped += batches_.sampled().decide(trace_id, rule, batches_.spans());
  batches_.spans().flush();
  database_.commit();
  return true;
}

bool LiveWriter::prune(std::int64_t now_ns, IngestStats& stats) {
  if (!options_.retention.is_limited()) return false;
  database_.begin();
  const store::Pruner::Step step = pruner_.step(batches_.spans(), now_ns);
  batches_.spans().flush();
  database_.commit();
  stats.pruned += step.removed;
  return step.removed.traces > 0 || !step.is_last;
}

void LiveWriter::replace_joins(std::span<const store::JoinRow> joins) {
  std::optional<store::StatementDeadline> deadline;
  limit(deadline);
  store::replace_joins(database_, joins);
}

IngestStats LiveWriter::finish(Clock::time_point deadline, std::int64_t now_ns) {
  IngestStats stats;
  while (Clock::now() < deadline && decide(Clock::time_point::max(), stats)) {
  }
  database_.begin();
  batches_.finish_ingest(now_ns);
  database_.commit();
  refresh_totals(deadline);
  database_.finish();
  return stats;
}

void LiveWriter::refresh_totals(Clock::time_point deadline) {
  const store::StatementDeadline limit(database_.handle(), deadline);
  try {
    database_.begin();
    batches_.spans().refresh_totals();
    database_.commit();
  } catch (const base::Error&) {
    // The totals stay marked as uncertain, and the next ingest's end makes them exact.
  }
}

}  // namespace tracewh::ingest
