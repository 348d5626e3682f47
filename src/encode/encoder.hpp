#pragma once

#include "model/trace.hpp"

namespace tracewh::encode {

/// Writes traces in one export format. Traces, loaded with payloads, come one after another, each in one or
/// more chunks.
class Encoder {
 public:
  virtual ~Encoder() = default;

  virtual void write(model::Trace chunk) = 0;

  /// Ends the output. Call once, also when there was no trace.
  virtual void finish() {}
};

}  // namespace tracewh::encode
