#include "ingest/submission_queue.hpp"

#include <utility>

namespace tracewh::ingest {
namespace {

// A commit writes whole pages, so single requests wait so long for others to share them.
constexpr std::chrono::milliseconds kCompany{2};

// Spans committed together: a tenth of a second of writing, so that nobody waits long for the answer.
constexpr std::size_t kSpansPerGroup = 20'000;

}  // namespace

Acceptance SubmissionQueue::offer(Submission submission) {
  const std::lock_guard lock(mutex_);
  if (closed_) return Acceptance::kClosed;
  const bool has_room = waiting_.size() < limits_.batches && bytes_ + submission.bytes <= limits_.bytes;
  if (!waiting_.empty() && !has_room) return Acceptance::kBusy;
  bytes_ += submission.bytes;
  spans_ += submission.batch.spans.size();
  waiting_.push_back(std::move(submission));
  changed_.notify_one();
  return Acceptance::kAccepted;
}

std::optional<std::vector<Submission>> SubmissionQueue::take(Clock::time_point give_up) {
  std::unique_lock lock(mutex_);
  // What waited during the last commit has waited long enough.
  if (waiting_.empty()) {
    changed_.wait_until(lock, give_up, [&] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty() && !closed_) return std::vector<Submission>();
    changed_.wait_for(lock, kCompany, [&] { return closed_ || is_group_full(); });
  }
  if (waiting_.empty()) return std::nullopt;
  return take_group();
}

bool SubmissionQueue::is_group_full() const { return spans_ >= kSpansPerGroup; }

std::vector<Submission> SubmissionQueue::take_group() {
  std::vector<Submission> group;
  for (std::size_t spans = 0; !waiting_.empty() && spans < kSpansPerGroup;) {
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    bytes_ -= group.back().bytes;
    spans += group.back().batch.spans.size();
    spans_ -= group.back().batch.spans.size();
  }
  return group;
}

void SubmissionQueue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

SubmissionQueue::Length SubmissionQueue::length() const {
  const std::lock_guard lock(mutex_);
  return {waiting_.size(), bytes_};
}

}  // namespace tracewh::ingest
