#pragma once

#include "decode/formats/format.hpp"
#include "decode/wire/thrift_walker.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tracewh::decode {

/// What a batch of spans begins with.
struct JaegerThriftHeader {
  enum class Kind : std::uint8_t {
    kNone,
    kUndecided,  ///< the bytes end too soon to tell
    kBatch,      ///< the struct Batch itself: the body of an HTTP request
    kMessage,    ///< a call of emitBatch, whose first argument is the Batch: a UDP datagram
  };
  Kind kind = Kind::kNone;
  ThriftProtocol protocol = ThriftProtocol::kBinary;
  std::size_t size = 0;  ///< where the struct begins

  bool found() const { return kind == Kind::kBatch || kind == Kind::kMessage; }
};

/// Reads the header of the binary protocol (strict or not) or of the compact one.
JaegerThriftHeader read_jaeger_thrift_header(std::string_view bytes);

/// Finds batches that follow one another; each is a record. Behind damage it looks for the next call.
class JaegerThriftSplitter final : public Splitter {
 public:
  void split(std::string_view bytes, bool end_of_input, Split& out) override;

 private:
  enum class Step { kOn, kWait, kLost };

  Step step(std::string_view bytes, Split& out);
  bool find_next(std::string_view bytes, Split& out);
  void finish_record(std::size_t end, Split& out);

  std::optional<ThriftWalker> walker_;  // of the batch at hand
  ThriftProtocol protocol_ = ThriftProtocol::kBinary;
  std::size_t record_ = 0;    // where it begins
  std::size_t position_ = 0;  // everything before it was looked at
  bool lost_ = false;         // in damage
};

}  // namespace tracewh::decode
