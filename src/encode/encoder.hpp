#pragma once

#include "model/trace.hpp"

namespace tracewh::encode {

/// Writes traces in one export format. Traces come one after another, each as its format's Loading says.
class Encoder {
 public:
  virtual ~Encoder() = default;

  /// Takes a whole trace without payloads.
  virtual void outline(model::Trace /*trace*/) {}

  /// Takes the next part of a trace, with payloads.
  virtual void write(model::Trace /*chunk*/) {}

  /// Ends the output. Call once, also when there was no trace.
  virtual void finish() {}
};

}  // namespace tracewh::encode
