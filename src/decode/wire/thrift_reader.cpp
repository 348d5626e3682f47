#include "decode/wire/thrift_reader.hpp"

#include "base/limits.hpp"
#include "decode/wire/thrift_walker.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace tracewh::decode {
namespace {

using Type = ThriftType;

struct TypeCode {
  std::uint8_t code;
  Type type;
};

constexpr std::array<TypeCode, 12> kBinaryCodes{{{0, Type::kStop},
                                                 {2, Type::kBool},
                                                 {3, Type::kByte},
                                                 {4, Type::kReal},
                                                 {6, Type::kI16},
                                                 {8, Type::kI32},
                                                 {10, Type::kI64},
                                                 {11, Type::kText},
                                                 {12, Type::kStruct},
                                                 {13, Type::kMap},
                                                 {14, Type::kSet},
                                                 {15, Type::kList}}};

// The compact protocol tells true and false apart by their types.
constexpr std::uint8_t kCompactTrue = 1;
constexpr std::array<TypeCode, 13> kCompactCodes{{{0, Type::kStop},
                                                  {kCompactTrue, Type::kBool},
                                                  {2, Type::kBool},
                                                  {3, Type::kByte},
                                                  {4, Type::kI16},
                                                  {5, Type::kI32},
                                                  {6, Type::kI64},
                                                  {7, Type::kReal},
                                                  {8, Type::kText},
                                                  {9, Type::kList},
                                                  {10, Type::kSet},
                                                  {11, Type::kMap},
                                                  {12, Type::kStruct}}};

constexpr std::uint8_t kLowHalf = 0x0F;

bool is_integer(Type type) {
  return type == Type::kByte || type == Type::kI16 || type == Type::kI32 || type == Type::kI64;
}

std::size_t binary_size(Type type) {
  switch (type) {
    case Type::kI16:
      return 2;
    case Type::kI32:
      return 4;
    case Type::kI64:
      return 8;
    default:
      return 1;
  }
}

}  // namespace

void ThriftReader::restart(std::size_t position) {
  position_ = position;
  state_ = State::kGood;
}

void ThriftReader::fail(State state) {
  if (good()) state_ = state;
}

std::string_view ThriftReader::take(std::size_t count) {
  if (count > bytes_.size() - position_) fail(State::kEnded);
  if (!good()) return {};
  position_ += count;
  return bytes_.substr(position_ - count, count);
}

std::uint8_t ThriftReader::byte() {
  const std::string_view taken = take(1);
  return taken.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(taken.front());
}

std::uint64_t ThriftReader::big_endian(std::size_t size) {
  std::uint64_t value = 0;
  for (const char c : take(size)) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::uint64_t ThriftReader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t next = byte();
    value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
    if ((next & 0x80) == 0) return good() ? value : 0;
  }
  fail(State::kDamaged);
  return 0;
}

std::int64_t ThriftReader::zigzag() {
  const std::uint64_t value = varint();
  return static_cast<std::int64_t>((value >> 1) ^ (0 - (value & 1)));
}

/// A length or a count: each byte or element takes a byte at least, so more than a record has is damage.
std::uint32_t ThriftReader::count(std::int64_t value) {
  if (value >= 0 && value <= static_cast<std::int64_t>(base::limits::kRecordBytes)) {
    return static_cast<std::uint32_t>(value);
  }
  fail(State::kDamaged);
  return 0;
}

ThriftType ThriftReader::type(std::uint8_t code) {
  const auto find = [&](const auto& codes) {
    const auto found = std::ranges::find(codes, code, &TypeCode::code);
    if (found != codes.end()) return found->type;
    fail(State::kDamaged);
    return Type::kStop;
  };
  return protocol_ == ThriftProtocol::kBinary ? find(kBinaryCodes) : find(kCompactCodes);
}

ThriftField ThriftReader::field(std::int16_t previous) {
  const std::uint8_t first = byte();
  ThriftField field;
  if (protocol_ == ThriftProtocol::kBinary) {
    field.type = type(first);
    if (field.type != Type::kStop) field.id = static_cast<std::int16_t>(big_endian(2));
  } else if (first != 0) {
    field.type = type(first & kLowHalf);
    field.boolean = (first & kLowHalf) == kCompactTrue;
    const int delta = first >> 4;
    field.id = static_cast<std::int16_t>(delta != 0 ? previous + delta : zigzag());
    if (field.type == Type::kStop) fail(State::kDamaged);
  }
  return good() ? field : ThriftField{};
}

ThriftRange ThriftReader::range(ThriftType kind) {
  ThriftRange range;
  if (protocol_ == ThriftProtocol::kCompact) {
    range = compact_range(kind);
  } else {
    range.keys = type(byte());
    range.values = kind == Type::kMap ? type(byte()) : range.keys;
    range.count = count(static_cast<std::int32_t>(big_endian(4)));
  }
  const bool typed = range.keys != Type::kStop && range.values != Type::kStop;
  if (range.count != 0 && !typed) fail(State::kDamaged);
  return good() ? range : ThriftRange{};
}

ThriftRange ThriftReader::compact_range(ThriftType kind) {
  constexpr std::uint8_t kLong = 15;
  ThriftRange range;
  if (kind == Type::kMap) {
    range.count = count(static_cast<std::int64_t>(varint()));
    const std::uint8_t types = range.count != 0 ? byte() : std::uint8_t{0};
    range.keys = type(types >> 4);
    range.values = type(types & kLowHalf);
    return range;
  }
  const std::uint8_t first = byte();
  const std::uint8_t size = first >> 4;
  range.count = size == kLong ? count(static_cast<std::int64_t>(varint())) : size;
  range.keys = range.values = type(first & kLowHalf);
  return range;
}

void ThriftReader::skip_scalar(ThriftType type) {
  if (type == Type::kText) {
    read_text();
  } else if (type == Type::kReal) {
    take(8);
  } else if (type == Type::kBool) {
    take(1);
  } else {
    read_integer(type);
  }
}

std::int64_t ThriftReader::read_integer(ThriftType type) {
  if (protocol_ == ThriftProtocol::kCompact && type != Type::kByte) return zigzag();
  const std::size_t size = binary_size(type);
  const auto unused_bits = static_cast<unsigned>(64 - 8 * size);
  // Shifting up and back again extends the sign.
  return static_cast<std::int64_t>(big_endian(size) << unused_bits) >> unused_bits;
}

std::string_view ThriftReader::read_text() {
  const std::int64_t length = protocol_ == ThriftProtocol::kBinary ? static_cast<std::int32_t>(big_endian(4))
                                                                   : static_cast<std::int64_t>(varint());
  return take(count(length));
}

std::string_view ThriftReader::text(const ThriftField& field) {
  if (field.type == Type::kText) return read_text();
  skip(field);
  return {};
}

std::int64_t ThriftReader::integer(const ThriftField& field) {
  if (is_integer(field.type)) return read_integer(field.type);
  skip(field);
  return 0;
}

double ThriftReader::real(const ThriftField& field) {
  if (field.type != Type::kReal) {
    skip(field);
    return 0;
  }
  std::array<char, 8> bytes{};
  std::ranges::copy(take(bytes.size()), bytes.begin());
  // Of the two protocols the compact one is little-endian.
  if (protocol_ == ThriftProtocol::kCompact) std::ranges::reverse(bytes);
  std::uint64_t bits = 0;
  for (const char c : bytes) bits = bits << 8 | static_cast<std::uint8_t>(c);
  return std::bit_cast<double>(bits);
}

bool ThriftReader::boolean(const ThriftField& field) {
  if (is_in_header(field.type)) return field.boolean;
  if (field.type == Type::kBool) return byte() != 0;
  skip(field);
  return false;
}

void ThriftReader::skip(const ThriftField& field) {
  if (is_in_header(field.type)) return;
  ThriftWalker walker(field.type);
  const ThriftWalker::Progress progress = walker.walk(*this);
  if (progress == ThriftWalker::Progress::kNeedsMore) fail(State::kEnded);
  if (progress == ThriftWalker::Progress::kDamaged) fail(State::kDamaged);
}

}  // namespace tracewh::decode
