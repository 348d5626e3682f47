#include "ingest/sampler.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <initializer_list>

namespace tracewh::ingest {
namespace {

/// A trace ID that ends in the 8 bytes of `low`, behind a `high` byte.
model::TraceId trace_id(std::uint64_t low, std::uint8_t high = 0x4b) {
  model::TraceId id;
  id.bytes[0] = high;
  for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(low >> (8 * i));
  return id;
}

TEST_CASE("a trace is chosen when its rightmost 56 bits reach the threshold") {
  const Sampler quarter(0.25);
  CHECK(quarter.chooses(trace_id(0x00c0'0000'0000'0000)));
  CHECK_FALSE(quarter.chooses(trace_id(0x00bf'ffff'ffff'ffff)));
  CHECK(quarter.chooses(trace_id(0x00ff'ffff'ffff'ffff)));
}

TEST_CASE("what stands before the rightmost 56 bits does not matter") {
  const Sampler half(0.5);
  for (const std::uint8_t high : std::initializer_list<std::uint8_t>{0x00, 0x4b, 0xff}) {
    CHECK(half.chooses(trace_id(0x0080'0000'0000'0000, high)));
    CHECK(half.chooses(trace_id(0xff80'0000'0000'0000, high)));
    CHECK_FALSE(half.chooses(trace_id(0xff7f'ffff'ffff'ffff, high)));
  }
}

TEST_CASE("a ratio of 1 keeps and a ratio of 0 drops everything") {
  for (const std::uint64_t low :
       {std::uint64_t{1}, std::uint64_t{0x0001'0000'0000'0000}, ~std::uint64_t{0}}) {
    CHECK(Sampler(1).chooses(trace_id(low)));
    CHECK_FALSE(Sampler(0).chooses(trace_id(low)));
  }
}

TEST_CASE("a smaller sample is a part of a larger one") {
  const Sampler small(0.1);
  const Sampler large(0.3);
  for (std::uint64_t i = 1; i < 5'000; ++i) {
    const model::TraceId id = trace_id(i * 0x9e37'79b9'7f4a'7c15);
    if (small.chooses(id)) CHECK(large.chooses(id));
  }
}

TEST_CASE("IDs that count up are chosen as evenly as random ones") {
  const Sampler fifth(0.2);
  int chosen = 0;
  for (std::uint64_t i = 1; i <= 10'000; ++i) chosen += fifth.chooses(trace_id(i)) ? 1 : 0;
  CHECK(chosen > 1'800);
  CHECK(chosen < 2'200);
}

}  // namespace
}  // namespace tracewh::ingest
