#pragma once

#include "model/batch.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::store::test {

/// When the times of these tests begin, so that they are plausible and yet easy to read.
inline constexpr std::int64_t kEpoch = 1'700'000'000'000'000'000;

/// A span in the few words that the tests of this room need.
struct TestSpan {
  std::uint8_t trace = 1;
  std::uint64_t id = 1;
  std::uint64_t parent = 0;
  std::string name = "span";
  std::string service = "service";
  std::int64_t start = 1'000;  ///< nanoseconds since kEpoch; negative for a start that is unknown
  std::int64_t end = 2'000;    ///< nanoseconds since kEpoch; 0 while it is unfinished
  model::Role role = model::Role::kOther;
  model::StatusCode status = model::StatusCode::kUnset;
  std::uint8_t evidence = 0;
  std::string worker = {};
  std::string task_type = {};
  std::string model = {};
  std::int64_t input_tokens = 0;
  double cost = 0;
  std::string message_type = {};
  std::string values = "[1]";
  std::int32_t kind = 0;
  std::string address = {};
  std::uint16_t anomalies = 0;
};

/// The batch that a decoder would make of these spans.
model::Batch make_batch(const std::vector<TestSpan>& spans);

}  // namespace tracewh::store::test
