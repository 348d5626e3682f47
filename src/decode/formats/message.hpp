#pragma once

#include "decode/formats/format.hpp"
#include "decode/normalize/redaction.hpp"
#include "decode/normalize/semantics.hpp"
#include "model/batch.hpp"

#include <string>

namespace tracewh::decode {

/// What a message of spans decoded to.
struct DecodedMessage {
  model::Batch batch;
  std::string damage;  ///< why the message as a whole cannot be read; empty when only single spans are bad
};

/// Decodes a whole message of one format: what a sender gives at once, unlike a file, which may go on.
DecodedMessage decode_message(const Format& format, std::string bytes, const Semantics& semantics,
                              const Redaction* redaction);

}  // namespace tracewh::decode
