#include "decode/wire/thrift_walker.hpp"

#include "base/limits.hpp"

namespace tracewh::decode {

using Type = ThriftType;

ThriftWalker::Progress ThriftWalker::walk(ThriftReader& reader) {
  while (entered_ || !frames_.empty()) {
    const std::size_t position = reader.position();
    const bool within_limit = step(reader);
    if (reader.state() == ThriftReader::State::kEnded) {
      reader.restart(position);
      return Progress::kNeedsMore;
    }
    if (!within_limit || !reader.good()) return Progress::kDamaged;
  }
  return Progress::kDone;
}

/// Changes nothing here when the reader fails.
bool ThriftWalker::step(ThriftReader& reader) {
  if (entered_) return enter(reader);
  if (frames_.back().is_struct) return next_field(reader);
  next_value();
  return true;
}

bool ThriftWalker::enter(ThriftReader& reader) {
  Frame frame;
  const bool is_range = *entered_ == Type::kList || *entered_ == Type::kSet || *entered_ == Type::kMap;
  if (is_range) {
    frame.range = reader.range(*entered_);
    frame.left = frame.range.count * std::uint64_t{*entered_ == Type::kMap ? 2U : 1U};
  } else if (*entered_ == Type::kStruct) {
    frame.is_struct = true;
  } else {
    reader.skip_scalar(*entered_);
  }
  if (!reader.good()) return false;
  if (is_range || frame.is_struct) frames_.push_back(frame);
  entered_.reset();
  return frames_.size() <= static_cast<std::size_t>(base::limits::kValueDepth);
}

bool ThriftWalker::next_field(ThriftReader& reader) {
  const ThriftField field = reader.field(0);
  if (!reader.good()) return false;
  if (field.type == Type::kStop) {
    frames_.pop_back();
  } else if (!reader.is_in_header(field.type)) {
    entered_ = field.type;
  }
  return true;
}

void ThriftWalker::next_value() {
  Frame& frame = frames_.back();
  if (frame.left == 0) return frames_.pop_back();
  entered_ = frame.left % 2 == 0 ? frame.range.keys : frame.range.values;
  --frame.left;
}

}  // namespace tracewh::decode
