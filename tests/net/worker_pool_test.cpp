#include "net/transport/worker_pool.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <memory>
#include <string>
#include <thread>

using tracewh::net::WorkerPool;

TEST_CASE("Senders take turns, and each one's jobs keep their order") {
  WorkerPool pool(1);
  std::promise<void> begin;
  std::promise<void> end;
  std::string done;
  const char senders[3] = {};
  pool.run(&senders[0], [&, begun = begin.get_future().share()] { begun.wait(); });
  for (const char* job : {"a1 ", "a2 ", "a3 "}) pool.run(&senders[1], [&done, job] { done += job; });
  pool.run(&senders[2], [&] { done += "b1 "; });
  pool.run(&senders[0], [&] { done += "c1 "; });
  pool.run(&senders[1], [&] { end.set_value(); });
  begin.set_value();
  end.get_future().wait();
  CHECK(done == "a1 b1 c1 a2 a3 ");
}

TEST_CASE("Stopping waits for the job at hand, and gives back what the dropped ones hold") {
  WorkerPool pool(1);
  std::promise<void> begun;
  bool finished = false;
  const auto held = std::make_shared<int>();
  pool.run(nullptr, [&] {
    begun.set_value();
    while (held.use_count() < 2) std::this_thread::yield();
    finished = true;
  });
  begun.get_future().wait();
  pool.run(nullptr, [held] {});
  pool.stop();
  CHECK(finished);
  CHECK(held.use_count() == 1);
}
