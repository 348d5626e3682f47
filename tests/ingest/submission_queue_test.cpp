#include "ingest/submission_queue.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <thread>

namespace tracewh::ingest {
namespace {

using Clock = SubmissionQueue::Clock;

Submission submission(std::size_t bytes, std::size_t spans = 1) {
  Submission result{"test", {}, bytes, [](const Commit&) {}};
  result.batch.spans.resize(spans);
  return result;
}

TEST_CASE("what is beyond the number or the bytes is refused until there is room") {
  SubmissionQueue queue({3, 1'000});
  CHECK(queue.offer(submission(600)) == Acceptance::kAccepted);
  CHECK(queue.offer(submission(401)) == Acceptance::kBusy);
  CHECK(queue.offer(submission(400)) == Acceptance::kAccepted);
  CHECK(queue.length().bytes == 1'000);
  CHECK(queue.take(Clock::now())->size() == 2);
  CHECK(queue.length().bytes == 0);
  for (int i = 0; i < 3; ++i) CHECK(queue.offer(submission(1)) == Acceptance::kAccepted);
  CHECK(queue.offer(submission(1)) == Acceptance::kBusy);
}

TEST_CASE("a batch that is larger than all room is taken when nothing else waits") {
  SubmissionQueue queue({3, 1'000});
  CHECK(queue.offer(submission(5'000)) == Acceptance::kAccepted);
  CHECK(queue.offer(submission(1)) == Acceptance::kBusy);
  CHECK(queue.take(Clock::now())->size() == 1);
  CHECK(queue.offer(submission(1)) == Acceptance::kAccepted);
}

TEST_CASE("a group ends with the batch that fills it") {
  SubmissionQueue queue({100, 1'000});
  for (int i = 0; i < 5; ++i) queue.offer(submission(1, 8'000));
  CHECK(queue.take(Clock::now())->size() == 3);
  CHECK(queue.take(Clock::now())->size() == 2);
}

TEST_CASE("nothing comes: the taker goes on") {
  SubmissionQueue queue({1, 1});
  const auto group = queue.take(Clock::now());
  REQUIRE(group);
  CHECK(group->empty());
}

TEST_CASE("a closed queue refuses, and gives what it took before") {
  SubmissionQueue queue({2, 10});
  queue.offer(submission(1));
  queue.close();
  CHECK(queue.offer(submission(1)) == Acceptance::kClosed);
  CHECK(queue.take(Clock::now())->size() == 1);
  CHECK_FALSE(queue.take(Clock::now() + std::chrono::hours(1)));
}

TEST_CASE("a taker that waits is woken by a batch and by the end") {
  SubmissionQueue queue({2, 10});
  std::thread sender([&] {
    queue.offer(submission(1));
    queue.close();
  });
  std::size_t taken = 0;
  while (const auto group = queue.take(Clock::now() + std::chrono::hours(1))) taken += group->size();
  sender.join();
  CHECK(taken == 1);
}

}  // namespace
}  // namespace tracewh::ingest
