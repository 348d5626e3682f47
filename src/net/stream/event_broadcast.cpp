#include "net/stream/event_broadcast.hpp"

#include "base/limits.hpp"
#include "base/number.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace tracewh::net {
namespace {

namespace limits = base::limits;

constexpr std::string_view kDropped =
    "event: dropped\ndata: {\"reason\":\"events were not taken fast enough\"}\n\n";
constexpr std::string_view kMissed =
    "event: missed\ndata: {\"reason\":\"events between the last one and now are not known any more\"}\n\n";
constexpr std::string_view kComment = ": alive\n\n";

/// The number in an ID of the sequence `name`.
std::optional<std::uint64_t> number_of(std::string_view id, std::string_view name) {
  if (!id.starts_with(name) || id.size() <= name.size() || id[name.size()] != '-') return std::nullopt;
  id.remove_prefix(name.size() + 1);
  return base::parse_integer<std::uint64_t>(id);
}

}  // namespace

void EventBroadcast::begin(std::string name) {
  name_ = std::move(name);
  last_ = 0;
  history_.clear();
  history_bytes_ = 0;
}

std::shared_ptr<BodyStream> EventBroadcast::subscribe(std::string_view last_event_id) {
  if (subscribers() >= limits::kStreamSubscribers) return nullptr;
  auto subscriber = std::make_shared<BodyStream>(limits::kUntakenEventBytes);
  if (!last_event_id.empty()) replay(last_event_id, *subscriber);
  subscribers_.push_back(subscriber);
  return subscriber;
}

void EventBroadcast::replay(std::string_view last_event_id, BodyStream& subscriber) const {
  const auto number = number_of(last_event_id, name_);
  const std::uint64_t first = history_.empty() ? last_ + 1 : history_.front().number;
  if (!number || *number + 1 < first || *number > last_) subscriber.add(kMissed);
  for (const Event& event : history_) {
    if (number && event.number > *number) subscriber.add(event.text);
  }
}

void EventBroadcast::publish(std::string_view type, std::string_view data) {
  ++last_;
  history_.push_back({last_, fmt::format("event: {}\nid: {}-{}\ndata: {}\n\n", type, name_, last_, data)});
  history_bytes_ += history_.back().text.size();
  send(history_.back().text);
  while (history_bytes_ > limits::kEventHistoryBytes) {
    history_bytes_ -= history_.front().text.size();
    history_.pop_front();
  }
}

void EventBroadcast::keep_alive() { send(kComment); }

void EventBroadcast::send(std::string_view text) {
  for (auto& place : subscribers_) {
    const auto subscriber = place.lock();
    if (!subscriber || subscriber->add(text)) continue;
    subscriber->end(kDropped);
    place.reset();
  }
}

void EventBroadcast::end() {
  for (const auto& place : subscribers_) {
    if (const auto subscriber = place.lock()) subscriber->end({});
  }
  subscribers_.clear();
}

std::size_t EventBroadcast::subscribers() {
  std::erase_if(subscribers_, [](const auto& place) { return place.expired(); });
  return subscribers_.size();
}

}  // namespace tracewh::net
