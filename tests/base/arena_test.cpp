#include "base/arena.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::base {

TEST_CASE("Copied text keeps its content and address while more is copied") {
  Arena arena;
  std::vector<std::string> originals;
  std::vector<std::string_view> copies;
  // Sizes around the chunk size: they share a chunk, fill one exactly, and need one of their own.
  for (const std::size_t size : {1U, 100U, 65'536U, 65'537U, 262'144U, 262'145U, 1'000'000U, 3U}) {
    for (int repeat = 0; repeat < 5; ++repeat) {
      originals.emplace_back(size, static_cast<char>('a' + repeat));
      copies.push_back(arena.copy(originals.back()));
    }
  }
  for (std::size_t i = 0; i < copies.size(); ++i) {
    CAPTURE(originals[i].size());
    CHECK((copies[i] == originals[i]));
    CHECK(copies[i].data() != originals[i].data());
  }
}

TEST_CASE("Copied text survives a move of the arena") {
  Arena arena;
  const std::string_view copy = arena.copy("kept");
  const Arena moved = std::move(arena);
  CHECK(copy == "kept");
}

TEST_CASE("Copied values are aligned among text of any length") {
  Arena arena;
  const std::vector<std::int64_t> values{1, -2, 3};
  for (std::size_t size = 1; size < 20; ++size) {
    arena.copy(std::string(size, 'x'));
    const auto copies = arena.copy_all(std::span<const std::int64_t>(values));
    CHECK(reinterpret_cast<std::uintptr_t>(copies.data()) % alignof(std::int64_t) == 0);
    CHECK(std::vector(copies.begin(), copies.end()) == values);
  }
}

TEST_CASE("Empty text needs no space") {
  Arena arena;
  CHECK(arena.copy({}).empty());
}

}  // namespace tracewh::base
