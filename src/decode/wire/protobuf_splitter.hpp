#pragma once

#include "decode/wire/splitter.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tracewh::decode {

/// Takes one protobuf message apart, however long: each of its fields is a record, tag included.
class ProtobufSplitter final : public Splitter {
 public:
  void split(std::string_view bytes, bool end_of_input, Split& out) override;

 private:
  std::uint64_t skip_ = 0;  // bytes of a record over the limit that are still to come
  bool damaged_ = false;    // nothing behind a damaged tag can be found
};

/// The length of the protobuf field at the beginning of `bytes`, tag included. 0 when `bytes` is too short to
/// tell. Throws protozero::exception when there is no field.
std::uint64_t protobuf_field_length(std::string_view bytes);

}  // namespace tracewh::decode
