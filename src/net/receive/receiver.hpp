#pragma once

#include "decode/formats/format.hpp"
#include "decode/normalize/redaction.hpp"
#include "decode/normalize/semantics.hpp"
#include "ingest/sink.hpp"
#include "model/batch.hpp"
#include "net/transport/metrics.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tracewh::net {

/// What became of a message of spans.
struct Receipt {
  enum class Kind {
    kStored,
    kUnreadable,  ///< for ever: the message is damaged, and nothing of it was kept
    kBusy,        ///< for now: too much waits to be stored
    kClosed,      ///< shutting down
    kNotStored,   ///< the database failed
  };
  Kind kind = Kind::kStored;
  std::uint64_t spans = 0;     ///< taken
  std::uint64_t rejected = 0;  ///< spans that were read but could not be kept
  std::string message;         ///< what is wrong, for people; empty when nothing is
};

/// Decodes messages of spans, hands them to the sink and tells what became of them, whatever the transport.
/// Safe on all threads.
class Receiver {
 public:
  /// Called once, on any thread.
  using Told = std::function<void(const Receipt&)>;

  /// All must outlive the receiver.
  Receiver(const decode::Semantics& semantics, const decode::Redaction* redaction, ingest::Sink& sink,
           Metrics& metrics);

  /// For senders that can be told: a damaged message is refused as a whole.
  void receive(std::string_view protocol, const decode::Format& format, std::string message,
               const Told& told) const;

  /// Counts a body that was refused because it could not be decompressed, as HTTP tells it.
  void count_refused(unsigned status) const;

  /// For senders that cannot be told: of a damaged message, what is complete is stored.
  void receive_blindly(std::string_view protocol, const decode::Format& format, std::string message) const;

 private:
  void submit(std::string_view protocol, model::Batch batch, std::size_t bytes, const Told& told) const;

  const decode::Semantics& semantics_;
  const decode::Redaction* redaction_;
  ingest::Sink& sink_;
  Metrics& metrics_;
};

}  // namespace tracewh::net
