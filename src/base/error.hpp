#pragma once

#include <stdexcept>
#include <string>

namespace tracewh::base {

/// Why a command ends early. The program maps each to one exit code.
enum class ErrorCode {
  kOperational,   ///< the environment failed: a file, the disk, the database
  kUsage,         ///< the caller asked for something that does not exist
  kUnanswerable,  ///< the data is insufficient or incompatible for the question
  kInterrupted,   ///< a signal asked the program to stop
};

/// A failure that ends the command: what happened and where, and what to do about it.
/// Bad input never throws; it is counted and kept as an issue.
class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

  ErrorCode code() const noexcept { return code_; }
  const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorCode code_;
  std::string hint_;
};

}  // namespace tracewh::base
