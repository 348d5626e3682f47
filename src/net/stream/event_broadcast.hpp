#pragma once

#include "net/http/body_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::net {

/// Sends the same events to many subscribers, each at its own pace, as server-sent events
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html). Used by one thread.
class EventBroadcast {
 public:
  /// Begins a sequence of events: IDs from before are not known any more. `name` tells sequences apart.
  void begin(std::string name);

  /// A subscriber that gets the events from now on, and those behind `last_event_id`; when these are not
  /// known any more, an event `missed` tells so. Null when there are too many subscribers.
  std::shared_ptr<BodyStream> subscribe(std::string_view last_event_id);

  /// Sends an event of that type; `data` is one line. A subscriber that is too slow gets an event `dropped`
  /// as its last.
  void publish(std::string_view type, std::string_view data);

  /// Sends what subscribers ignore, so that connections are seen to live and lost ones are found.
  void keep_alive();

  /// Ends the streams of all subscribers.
  void end();

  /// Those that are still connected.
  std::size_t subscribers();

 private:
  struct Event {
    std::uint64_t number = 0;
    std::string text;
  };

  void send(std::string_view text);
  void replay(std::string_view last_event_id, BodyStream& subscriber) const;

  std::string name_;
  std::uint64_t last_ = 0;
  std::deque<Event> history_;
  std::size_t history_bytes_ = 0;
  std::vector<std::weak_ptr<BodyStream>> subscribers_;
};

}  // namespace tracewh::net
