#include "decode/formats/jaeger_thrift_splitter.hpp"

#include "base/limits.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

using namespace std::string_view_literals;
using Kind = JaegerThriftHeader::Kind;

constexpr std::string_view kMethod = "emitBatch";

struct Prefix {
  std::string_view text;
  Kind kind;
  ThriftProtocol protocol;
  std::size_t more;  // bytes of the header behind the text
};

// The sequence number follows the name; in messages that are not strict the type stands between them.
constexpr std::array<Prefix, 5> kPrefixes{{
    {"\x0C\x00\x01"sv, Kind::kBatch, ThriftProtocol::kBinary, 0},
    {"\x1C\x18"sv, Kind::kBatch, ThriftProtocol::kCompact, 0},
    {"\x80\x01\x00\x01\x00\x00\x00\x09"
     "emitBatch"sv,
     Kind::kMessage, ThriftProtocol::kBinary, 4},
    {"\x80\x01\x00\x04\x00\x00\x00\x09"
     "emitBatch"sv,
     Kind::kMessage, ThriftProtocol::kBinary, 4},
    {"\x00\x00\x00\x09"
     "emitBatch"sv,
     Kind::kMessage, ThriftProtocol::kBinary, 5},
}};

/// Whether `bytes` begins with `text`, as far as there are bytes.
bool may_begin_with(std::string_view bytes, std::string_view text) {
  const std::size_t both = std::min(bytes.size(), text.size());
  return bytes.substr(0, both) == text.substr(0, both);
}

/// Version and type of the message, sequence number, length of the name, name.
JaegerThriftHeader read_compact_header(std::string_view bytes) {
  const JaegerThriftHeader none;
  const JaegerThriftHeader undecided{.kind = Kind::kUndecided};
  if (!may_begin_with(bytes, "\x82\x21"sv) && !may_begin_with(bytes, "\x82\x81"sv)) return none;
  constexpr std::size_t kFirst = 2;
  constexpr std::size_t kLongest = 10;
  std::size_t name = kFirst;
  while (name < bytes.size() && (static_cast<unsigned char>(bytes[name]) & 0x80U) != 0) ++name;
  if (name - kFirst >= kLongest) return none;
  if (++name > bytes.size()) return undecided;
  constexpr std::string_view kName =
      "\x09"
      "emitBatch"sv;
  if (!may_begin_with(bytes.substr(name), kName)) return none;
  if (bytes.size() < name + kName.size()) return undecided;
  return {Kind::kMessage, ThriftProtocol::kCompact, name + kName.size()};
}

}  // namespace

JaegerThriftHeader read_jaeger_thrift_header(std::string_view bytes) {
  for (const auto& [text, kind, protocol, more] : kPrefixes) {
    if (!may_begin_with(bytes, text)) continue;
    if (bytes.size() < text.size() + more) return {.kind = Kind::kUndecided};
    return {kind, protocol, kind == Kind::kBatch ? 0 : text.size() + more};
  }
  return read_compact_header(bytes);
}

void JaegerThriftSplitter::split(std::string_view bytes, bool end_of_input, Split& out) {
  Step taken = Step::kOn;
  while (record_ < bytes.size() && taken != Step::kWait) {
    if (lost_) {
      if (!find_next(bytes, out)) break;
      continue;
    }
    taken = step(bytes, out);
    lost_ = taken == Step::kLost;
  }
  if (record_ < bytes.size() && end_of_input) out.records.push_back({record_, bytes.size()});
  if (bytes.size() - record_ > base::limits::kRecordBytes) {
    out.issues.push_back({record_, "record_too_large", model::Severity::kError,
                          "a batch larger than the limit was skipped", 1});
    finish_record(bytes.size(), out);
    out.records.pop_back();
    lost_ = true;
  }
  out.consumed = record_;
  position_ -= std::min(position_, record_);
  record_ = 0;
}

JaegerThriftSplitter::Step JaegerThriftSplitter::step(std::string_view bytes, Split& out) {
  if (!walker_) {
    const JaegerThriftHeader header = read_jaeger_thrift_header(bytes.substr(record_));
    if (header.kind == Kind::kUndecided) return Step::kWait;
    position_ = record_ + std::max(header.size, std::size_t{1});
    if (header.kind == Kind::kNone) return Step::kLost;
    position_ = record_ + header.size;
    protocol_ = header.protocol;
    walker_.emplace(ThriftType::kStruct);
  }
  ThriftReader reader(protocol_, bytes.substr(position_));
  const ThriftWalker::Progress progress = walker_->walk(reader);
  position_ += reader.position();
  if (progress == ThriftWalker::Progress::kNeedsMore) return Step::kWait;
  if (progress == ThriftWalker::Progress::kDamaged) return Step::kLost;
  finish_record(position_, out);
  return Step::kOn;
}

/// Looks for the next message from the position on; the bytes before it are a record, to save what can be.
bool JaegerThriftSplitter::find_next(std::string_view bytes, Split& out) {
  // The name is this far behind the beginning of a message, at least and at most.
  constexpr std::size_t kNearest = 4;
  constexpr std::size_t kFarthest = 13;
  for (std::size_t name = bytes.find(kMethod, position_); name != std::string_view::npos;
       name = bytes.find(kMethod, name + 1)) {
    for (std::size_t back = kFarthest; back >= kNearest; --back) {
      if (name < position_ + back) continue;
      const JaegerThriftHeader header = read_jaeger_thrift_header(bytes.substr(name - back));
      if (header.kind == Kind::kUndecided) return false;
      if (header.kind != Kind::kMessage) continue;
      finish_record(name - back, out);
      return true;
    }
  }
  // A name that is only half there is found when the rest comes.
  const std::size_t half = kFarthest + kMethod.size();
  if (bytes.size() > half) position_ = std::max(position_, bytes.size() - half);
  return false;
}

void JaegerThriftSplitter::finish_record(std::size_t end, Split& out) {
  if (end > record_) out.records.push_back({record_, end});
  record_ = position_ = end;
  walker_.reset();
  lost_ = false;
}

}  // namespace tracewh::decode
