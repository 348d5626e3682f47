#include "net/stream/event_broadcast.hpp"

#include "base/limits.hpp"

#include <catch2/catch.hpp>

using namespace tracewh;
using namespace tracewh::net;

namespace {

/// A broadcast of the sequence `s`.
class Sequence : public EventBroadcast {
 public:
  Sequence() { begin("s"); }
};

std::string event(int number, const std::string& data) {
  return "event: trace\nid: s-" + std::to_string(number) + "\ndata: " + data + "\n\n";
}

}  // namespace

TEST_CASE("Every subscriber gets the events from its arrival on") {
  Sequence broadcast;
  const auto first = broadcast.subscribe("");
  broadcast.publish("trace", "a");
  const auto second = broadcast.subscribe("");
  broadcast.publish("trace", "b");
  CHECK(first->take() == event(1, "a") + event(2, "b"));
  CHECK(second->take() == event(2, "b"));
  CHECK(second->take() == "");
}

TEST_CASE("A subscriber that comes back gets what it missed") {
  Sequence broadcast;
  for (const char* data : {"a", "b", "c"}) broadcast.publish("trace", data);
  CHECK(broadcast.subscribe("s-1")->take() == event(2, "b") + event(3, "c"));
  CHECK(broadcast.subscribe("s-3")->take() == "");
}

TEST_CASE("Events that are not known any more are told to be missed") {
  Sequence broadcast;
  broadcast.publish("trace", std::string(base::limits::kEventHistoryBytes, 'x'));
  broadcast.publish("trace", "b");
  for (const char* id : {"s-0", "t-1", "s-9", "s-", "s-1x", "s", "elsewhere"}) {
    INFO(id);
    CHECK(broadcast.subscribe(id)->take().value_or("").starts_with("event: missed\n"));
  }
  CHECK(broadcast.subscribe("s-1")->take() == event(2, "b"));
  broadcast.begin("u");
  CHECK(broadcast.subscribe("s-2")->take().value_or("").starts_with("event: missed\n"));
}

TEST_CASE("A subscriber that is too slow is told so and dropped, and others are not") {
  Sequence broadcast;
  const auto slow = broadcast.subscribe("");
  const auto quick = broadcast.subscribe("");
  const std::string half(base::limits::kUntakenEventBytes / 2, 'x');
  for (int number = 1; number <= 2; ++number) {
    broadcast.publish("trace", half);
    CHECK(quick->take() == event(number, half));
  }
  CHECK(broadcast.subscribers() == 1);
  const std::string last_words = slow->take().value_or("");
  CHECK(last_words.starts_with(event(1, half)));
  CHECK(last_words.substr(event(1, half).size()).starts_with("event: dropped\n"));
  CHECK(slow->take() == std::nullopt);
}

TEST_CASE("Subscribers that left make room for others") {
  Sequence broadcast;
  std::vector<std::shared_ptr<BodyStream>> all;
  for (std::size_t i = 0; i < base::limits::kStreamSubscribers; ++i) all.push_back(broadcast.subscribe(""));
  CHECK(broadcast.subscribe("") == nullptr);
  all.pop_back();
  CHECK(broadcast.subscribe("") != nullptr);
}

TEST_CASE("Comments keep a connection alive, and the end ends it") {
  Sequence broadcast;
  const auto subscriber = broadcast.subscribe("");
  broadcast.keep_alive();
  CHECK(subscriber->take() == ": alive\n\n");
  broadcast.end();
  CHECK(subscriber->take() == std::nullopt);
  CHECK_FALSE(subscriber->add("more"));
}
