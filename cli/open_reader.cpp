#include "cli/open_reader.hpp"

#include "cli/duration_option.hpp"

#include <algorithm>

namespace tracewh::cli {

std::chrono::milliseconds timeout_option(const std::string& text) {
  using std::chrono::milliseconds;
  const std::chrono::nanoseconds timeout(duration_option("--timeout", text));
  if (timeout.count() == 0) return kNoTimeout;
  return std::min<milliseconds>(std::chrono::ceil<milliseconds>(timeout), kNoTimeout);
}

store::Reader open_reader(const Globals& globals, std::chrono::milliseconds usual) {
  return store::Reader(globals.database, globals.timeout.value_or(usual));
}

}  // namespace tracewh::cli
