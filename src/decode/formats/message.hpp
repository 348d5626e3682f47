#pragma once

#include "decode/formats/format.hpp"
#include "decode/normalize/redaction.hpp"
#include "decode/normalize/semantics.hpp"
#include "model/batch.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace tracewh::decode {

/// What a message of spans decoded to.
struct DecodedMessage {
  model::Batch batch;
  std::string damage;  ///< why the message as a whole cannot be read; empty when only single spans are bad
  bool too_large = false;  ///< the batch is incomplete, since there was no memory for all of it
};

/// Takes memory for what a message becomes; false when there is not as much.
using TakeMemory = std::function<bool(std::size_t bytes)>;

/// Decodes a whole message of one format: what a sender gives at once, unlike a file, which may go on. Ends
/// early when the message is damaged, of which nothing will be kept, or `take_memory` refuses.
DecodedMessage decode_message(const Format& format, std::string bytes, const Semantics& semantics,
                              const Redaction* redaction, const TakeMemory& take_memory);

/// The same for a small message of a sender that cannot be told: all that is not damaged is decoded.
DecodedMessage decode_datagram(const Format& format, std::string bytes, const Semantics& semantics,
                               const Redaction* redaction);

}  // namespace tracewh::decode
