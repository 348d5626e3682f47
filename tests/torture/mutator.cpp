#include "torture/mutator.hpp"

#include <algorithm>

namespace tracewh::torture {
namespace {

constexpr std::size_t kLargest = 4 << 20;

std::size_t position(std::string_view bytes, bench::Random& random) {
  return static_cast<std::size_t>(random.integer(0, std::ssize(bytes)));
}

/// Short ranges as often as long ones.
std::string_view range(std::string_view bytes, bench::Random& random) {
  const std::int64_t size = random.integer(0, std::int64_t{1} << random.integer(0, 16));
  return bytes.substr(position(bytes, random), static_cast<std::size_t>(size));
}

void flip(std::string& bytes, std::string_view, bench::Random& random) {
  if (bytes.empty()) return;
  char& byte = bytes[position(bytes, random) % bytes.size()];
  byte = static_cast<char>(byte ^ (1 << random.integer(0, 7)));
}

void overwrite(std::string& bytes, std::string_view, bench::Random& random) {
  static constexpr char kTelling[] = {'\0', '\x7f', '\x80', '\xff', '"', '{', '[', '}', '\\', '\n', '9', '-'};
  if (!bytes.empty()) bytes[position(bytes, random) % bytes.size()] = random.pick(kTelling);
}

void cut(std::string& bytes, std::string_view, bench::Random& random) {
  const std::string_view part = range(bytes, random);
  bytes.erase(static_cast<std::size_t>(part.data() - bytes.data()), part.size());
}

void splice(std::string& bytes, std::string_view other, bench::Random& random) {
  bytes.insert(position(bytes, random), range(other, random));
}

void repeat(std::string& bytes, std::string_view, bench::Random& random) {
  const std::string part(range(bytes, random));
  const std::size_t place = position(bytes, random);
  std::string repeated;
  for (std::int64_t times = random.integer(1, 2000); times > 0 && repeated.size() < kLargest / 4; --times) {
    repeated += part;
  }
  bytes.insert(place, repeated);
}

}  // namespace

std::string mutate(std::string bytes, std::string_view other, bench::Random& random) {
  using Mutation = void (*)(std::string&, std::string_view, bench::Random&);
  static constexpr Mutation kMutations[] = {flip, flip, overwrite, overwrite, cut, splice, repeat};
  for (std::int64_t count = random.integer(1, 6); count > 0 && bytes.size() < kLargest; --count) {
    random.pick(kMutations)(bytes, other, random);
  }
  return bytes;
}

}  // namespace tracewh::torture
