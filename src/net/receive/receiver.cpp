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

using Kind = RequestError::Kind;

// The reasons for which bodies are counted as refused.
constexpr std::string_view kUnreadable = "unreadable";  // for ever: nothing of the message was kept
constexpr std::string_view kBusy = "busy";              // for now: too much waits to be stored
constexpr std::string_view kClosed = "closed";          // shutting down
constexpr std::string_view kNotStored = "not_stored";   // the database failed

}  // namespace

Receiver::Receiver(const decode::Semantics& semantics, const decode::Redaction* redaction, ingest::Sink& sink,
                   Metrics& metrics)
    : semantics_(semantics), redaction_(redaction), sink_(sink), metrics_(metrics) {}

Receipt Receiver::refuse(std::string_view reason, RequestError error) const {
  metrics_.bodies_refused.add(reason);
  return {0, 0, {}, std::move(error)};
}

void Receiver::receive(std::string_view protocol, const decode::Format& format, std::string message,
                       ByteBudget::Share& memory, const OnReceipt& on_receipt) const {
  const std::size_t bytes = message.size();
  decode::DecodedMessage decoded =
      decode::decode_message(format, std::move(message), semantics_, redaction_,
                             [&](std::size_t needed) { return memory.grow(needed); });
  if (decoded.too_large) return on_receipt(refuse(kBusy, too_many_bodies()));
  if (!decoded.damage.empty()) {
    return on_receipt(refuse(kUnreadable, {Kind::kMalformed, std::move(decoded.damage)}));
  }
  submit(protocol, std::move(decoded.batch), bytes, on_receipt);
}

void Receiver::count_undecoded(const RequestError& error) const {
  metrics_.bodies_refused.add(error.kind == Kind::kBackpressure ? kBusy : kUnreadable);
}

void Receiver::receive_blindly(std::string_view protocol, const decode::Format& format,
                               std::string message) const {
  const std::size_t bytes = message.size();
  decode::DecodedMessage decoded =
      decode::decode_datagram(format, std::move(message), semantics_, redaction_);
  if (!decoded.damage.empty()) {
    metrics_.bodies_refused.add(kUnreadable);
    metrics_.request_errors.note(protocol, decoded.damage);
  }
  submit(protocol, std::move(decoded.batch), bytes, [](const Receipt&) {});
}

void Receiver::submit(std::string_view protocol, model::Batch batch, std::size_t bytes,
                      const OnReceipt& on_receipt) const {
  Receipt receipt{batch.spans.size(), batch.rejected_spans, describe_rejections(batch), {}};
  metrics_.spans_received.add(protocol, receipt.spans + receipt.rejected);
  for (const model::Issue& issue : batch.issues) {
    if (decode::rejects_single_spans(issue.code)) metrics_.spans_rejected.add(issue.code, issue.count);
  }
  if (batch.spans.empty() && batch.issues.empty()) return on_receipt(receipt);

  const auto done = [this, protocol, receipt, on_receipt](const ingest::Commit& commit) {
    if (!commit.stored) {
      return on_receipt(refuse(kNotStored, {Kind::kUnavailable, "cannot store: " + commit.reason}));
    }
    metrics_.spans_stored.add(protocol, receipt.spans);
    on_receipt(receipt);
  };
  switch (sink_.submit(protocol, std::move(batch), bytes, done)) {
    case ingest::Acceptance::kAccepted:
      return;
    case ingest::Acceptance::kBusy:
      return on_receipt(refuse(kBusy, {Kind::kBackpressure, "too many spans wait to be stored; try again"}));
    case ingest::Acceptance::kClosed:
      return on_receipt(refuse(kClosed, {Kind::kUnavailable, "shutting down; try again"}));
  }
}

}  // namespace tracewh::net
