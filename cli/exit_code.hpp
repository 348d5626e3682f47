#pragma once

#include "base/error.hpp"

namespace tracewh::cli {

/// What the program's exit status tells. Scripts rely on these numbers.
namespace exit_code {
inline constexpr int kFine = 0;          ///< also a query that finds nothing
inline constexpr int kOperational = 1;   ///< the environment failed, or --strict found a bad record
inline constexpr int kAssertion = 2;     ///< --fail-on-match, --fail-on-empty or --fail-on holds
inline constexpr int kUsage = 3;         ///< the command line is wrong
inline constexpr int kUnanswerable = 4;  ///< the data is insufficient or incompatible for the question
inline constexpr int kInterrupted = 130;
}  // namespace exit_code

constexpr int exit_code_of(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::kUsage:
      return exit_code::kUsage;
    case base::ErrorCode::kUnanswerable:
      return exit_code::kUnanswerable;
    case base::ErrorCode::kInterrupted:
      return exit_code::kInterrupted;
    case base::ErrorCode::kOperational:
      break;
  }
  return exit_code::kOperational;
}

}  // namespace tracewh::cli
