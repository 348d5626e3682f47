#include "net/receive/receiver.hpp"

#include "decode/formats/message.hpp"
#include "decode/normalize/issue_counter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tracewh::net {
namespace {

/// What was wrong with the rejected spans, each kind once.
std::string describe_rejections(const model::Batch& batch) {
  std::string text;
  for (const model::Issue& issue : batch.issues) {
    if (!decode::rejects_single_spans(issue.code) || text.find(issue.code) != std::string::npos) continue;
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", issue.code, issue.message);
  }
  return text;
}

std::string_view name_of(Receipt::Kind kind) {
  switch (kind) {
    case Receipt::Kind::kStored:
      return "stored";
    case Receipt::Kind::kUnreadable:
      return "unreadable";
    case Receipt::Kind::kBusy:
      return "busy";
    case Receipt::Kind::kClosed:
      return "closed";
    case Receipt::Kind::kNotStored:
      return "not_stored";
  }
  return "";
}

Receipt declined(ingest::Acceptance acceptance) {
  if (acceptance == ingest::Acceptance::kBusy) {
    return {Receipt::Kind::kBusy, 0, 0, "too many spans wait to be stored; try again"};
  }
  return {Receipt::Kind::kClosed, 0, 0, "shutting down; try again"};
}

}  // namespace

Receiver::Receiver(const decode::Semantics& semantics, const decode::Redaction* redaction, ingest::Sink& sink,
                   Metrics& metrics)
    : semantics_(semantics), redaction_(redaction), sink_(sink), metrics_(metrics) {}

void Receiver::receive(std::string_view protocol, const decode::Format& format, std::string message,
                       const Told& told) const {
  const std::size_t bytes = message.size();
  decode::DecodedMessage decoded = decode::decode_message(format, std::move(message), semantics_, redaction_);
  if (!decoded.damage.empty()) {
    metrics_.bodies_refused.add(name_of(Receipt::Kind::kUnreadable));
    return told({Receipt::Kind::kUnreadable, 0, 0, std::move(decoded.damage)});
  }
  submit(protocol, std::move(decoded.batch), bytes, told);
}

void Receiver::count_refused(unsigned status) const {
  constexpr unsigned kTooManyRequests = 429;
  metrics_.bodies_refused.add(
      name_of(status == kTooManyRequests ? Receipt::Kind::kBusy : Receipt::Kind::kUnreadable));
}

void Receiver::receive_blindly(std::string_view protocol, const decode::Format& format,
                               std::string message) const {
  const std::size_t bytes = message.size();
  decode::DecodedMessage decoded = decode::decode_message(format, std::move(message), semantics_, redaction_);
  if (!decoded.damage.empty()) {
    metrics_.bodies_refused.add(name_of(Receipt::Kind::kUnreadable));
    metrics_.refusals.note(protocol, decoded.damage);
  }
  submit(protocol, std::move(decoded.batch), bytes, [](const Receipt&) {});
}

void Receiver::submit(std::string_view protocol, model::Batch batch, std::size_t bytes,
                      const Told& told) const {
  Receipt stored{Receipt::Kind::kStored, batch.spans.size(), batch.rejected_spans,
                 describe_rejections(batch)};
  metrics_.spans_received.add(protocol, stored.spans + stored.rejected);
  for (const model::Issue& issue : batch.issues) {
    if (decode::rejects_single_spans(issue.code)) metrics_.spans_rejected.add(issue.code, issue.count);
  }
  if (batch.spans.empty() && batch.issues.empty()) return told(stored);

  const auto done = [&metrics = metrics_, protocol, stored, told](const ingest::Commit& commit) {
    if (commit.stored) {
      metrics.spans_stored.add(protocol, stored.spans);
      return told(stored);
    }
    metrics.bodies_refused.add(name_of(Receipt::Kind::kNotStored));
    told({Receipt::Kind::kNotStored, 0, 0, "cannot store: " + commit.reason});
  };
  const ingest::Acceptance acceptance = sink_.submit(protocol, std::move(batch), bytes, done);
  if (acceptance == ingest::Acceptance::kAccepted) return;
  const Receipt receipt = declined(acceptance);
  metrics_.bodies_refused.add(name_of(receipt.kind));
  told(receipt);
}

}  // namespace tracewh::net
