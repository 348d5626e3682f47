#pragma once

#include "decode/formats/format.hpp"
#include "decode/normalize/redaction.hpp"
#include "decode/normalize/semantics.hpp"
#include "ingest/sink.hpp"
#include "model/batch.hpp"
#include "net/http/request_error.hpp"
#include "net/transport/byte_budget.hpp"
#include "net/transport/metrics.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// What became of a message of spans.
struct Receipt {
  std::uint64_t spans = 0;            ///< stored
  std::uint64_t rejected = 0;         ///< spans that were read but could not be kept
  std::string rejections;             ///< what was wrong with them, for people
  std::optional<RequestError> error;  ///< why nothing was stored; none when all but the rejected spans was
};

/// Decodes messages of spans, hands them to the sink and tells what became of them, whatever the transport.
/// Safe on all threads.
class Receiver {
 public:
  /// Called once, on any thread.
  using OnReceipt = std::function<void(const Receipt&)>;

  /// All must outlive the receiver.
  Receiver(const decode::Semantics& semantics, const decode::Redaction* redaction, ingest::Sink& sink,
           Metrics& metrics);

  /// For senders that can be told: a damaged message is refused as a whole. What it becomes is charged to
  /// `memory`.
  void receive(std::string_view protocol, const decode::Format& format, std::string message,
               ByteBudget::Share& memory, const OnReceipt& on_receipt) const;

  /// Counts a body that could not be decompressed.
  void count_undecoded(const RequestError& error) const;

  /// For senders that cannot be told: of a damaged message, what is complete is stored.
  void receive_blindly(std::string_view protocol, const decode::Format& format, std::string message) const;

 private:
  Receipt refuse(std::string_view reason, RequestError error) const;
  void submit(std::string_view protocol, model::Batch batch, std::size_t bytes,
              const OnReceipt& on_receipt) const;

  const decode::Semantics& semantics_;
  const decode::Redaction* redaction_;
  ingest::Sink& sink_;
  Metrics& metrics_;
};

}  // namespace tracewh::net
