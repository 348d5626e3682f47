#include "ingest/bounded_queue.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace tracewh::ingest {
namespace {

TEST_CASE("items leave a queue in the order in which they came") {
  BoundedQueue<int> queue(2);
  std::thread producer([&] {
    for (int i = 0; i < 1'000; ++i) queue.push(i);
    queue.close();
  });
  std::vector<int> taken;
  while (auto item = queue.pop()) taken.push_back(*item);
  producer.join();
  REQUIRE(taken.size() == 1'000);
  for (int i = 0; i < 1'000; ++i) CHECK(taken[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("a full queue makes the producer wait") {
  BoundedQueue<std::unique_ptr<int>> queue(3);
  std::atomic<int> pushed{0};
  std::thread producer([&] {
    while (queue.push(std::make_unique<int>(0))) ++pushed;
  });
  for (int taken = 0; taken < 500; ++taken) {
    REQUIRE(queue.pop().has_value());
    // One more than the capacity: the item that was just taken.
    CHECK(pushed <= taken + 1 + 3);
  }
  queue.close();
  producer.join();
}

TEST_CASE("closing a queue frees a waiting producer and a waiting consumer") {
  BoundedQueue<int> full(1);
  REQUIRE(full.push(1));
  std::atomic<bool> dropped = false;
  std::thread producer([&] { dropped = !full.push(2); });
  BoundedQueue<int> empty(1);
  std::atomic<bool> nothing = false;
  std::thread consumer([&] { nothing = !empty.pop().has_value(); });
  full.close();
  empty.close();
  producer.join();
  consumer.join();
  CHECK(dropped);
  CHECK(nothing);
  CHECK(full.pop() == 1);
  CHECK_FALSE(full.pop().has_value());
}

}  // namespace
}  // namespace tracewh::ingest
