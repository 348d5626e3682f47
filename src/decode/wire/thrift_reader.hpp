#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Apache Thrift's two protocols behind one interface. Written here because libthrift throws on damage,
/// copies every text, and cannot be stopped at the end of a chunk; what Jaeger needs of it is this.
namespace tracewh::decode {

enum class ThriftProtocol : std::uint8_t { kBinary, kCompact };

enum class ThriftType : std::uint8_t {
  kStop,
  kBool,
  kByte,
  kI16,
  kI32,
  kI64,
  kReal,
  kText,  ///< string or binary
  kStruct,
  kMap,
  kSet,
  kList,
};

struct ThriftField {
  ThriftType type = ThriftType::kStop;
  std::int16_t id = 0;
  bool boolean = false;  ///< of a bool in the compact protocol, whose value is in its header
};

/// What lists, sets and maps begin with. Of the types of a list's elements both are the same.
struct ThriftRange {
  ThriftType keys = ThriftType::kStop;
  ThriftType values = ThriftType::kStop;
  std::uint32_t count = 0;
};

/// Reads values one after another; views point into the bytes. What cannot be read makes it fail for good:
/// from then on everything is zero, empty or kStop, and state() tells why.
class ThriftReader {
 public:
  enum class State : std::uint8_t { kGood, kEnded, kDamaged };

  ThriftReader(ThriftProtocol protocol, std::string_view bytes) : protocol_(protocol), bytes_(bytes) {}

  State state() const { return state_; }
  bool good() const { return state_ == State::kGood; }
  std::size_t position() const { return position_; }

  /// Goes back to a position, as if nothing had been read from there.
  void restart(std::size_t position);

  /// The next field's header; `previous` is the ID of the one before it in the struct.
  ThriftField field(std::int16_t previous);
  ThriftRange range(ThriftType type);

  /// Passes over a number, a text, or a bool outside of a field of the compact protocol.
  void skip_scalar(ThriftType type);
  bool is_in_header(ThriftType type) const {
    return protocol_ == ThriftProtocol::kCompact && type == ThriftType::kBool;
  }

  /// The field's value; zero when it is of another type, and then passed over.
  std::string_view text(const ThriftField& field);
  std::int64_t integer(const ThriftField& field);
  double real(const ThriftField& field);
  bool boolean(const ThriftField& field);

  /// Passes over the field, however it nests, within the limit on depth.
  void skip(const ThriftField& field);

  /// Visits the fields of the struct that begins here. `visit(field)` reads the field's value or skips it.
  template <typename Visit>
  void each_field(Visit visit);

  /// Calls `visit()` at each struct of a field that is a list of them; passes over anything else.
  template <typename Visit>
  void each_struct(const ThriftField& field, Visit visit);

 private:
  void fail(State state);
  std::string_view take(std::size_t count);
  std::uint8_t byte();
  std::uint64_t big_endian(std::size_t size);
  std::uint64_t varint();
  std::int64_t zigzag();
  std::uint32_t count(std::int64_t value);
  std::int64_t read_integer(ThriftType type);
  std::string_view read_text();
  ThriftType type(std::uint8_t code);
  ThriftRange compact_range(ThriftType type);

  ThriftProtocol protocol_;
  std::string_view bytes_;
  std::size_t position_ = 0;
  State state_ = State::kGood;
};

template <typename Visit>
void ThriftReader::each_field(Visit visit) {
  std::int16_t previous = 0;
  for (ThriftField next = field(previous); next.type != ThriftType::kStop; next = field(previous)) {
    previous = next.id;
    visit(next);
  }
}

template <typename Visit>
void ThriftReader::each_struct(const ThriftField& field, Visit visit) {
  const std::size_t begin = position_;
  const bool is_list = field.type == ThriftType::kList || field.type == ThriftType::kSet;
  const ThriftRange found = is_list ? range(field.type) : ThriftRange{};
  if (!is_list || (found.values != ThriftType::kStruct && good())) {
    restart(begin);
    return skip(field);
  }
  for (std::uint32_t i = 0; i < found.count && good(); ++i) visit();
}

}  // namespace tracewh::decode
