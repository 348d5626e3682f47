#include "ingest/resume.hpp"

#include "ingest/digest.hpp"
#include "ingest/source.hpp"

#include <algorithm>

namespace tracewh::ingest {

std::optional<store::Reading> find_resume_point(const std::string& path,
                                                const std::vector<store::Reading>& readings) {
  std::optional<store::Reading> best;
  std::vector<store::Reading> ascending = readings;
  std::ranges::sort(ascending, {}, &store::Reading::offset);
  Source source(path);
  RunningDigest digest;
  std::string buffer;
  std::uint64_t position = 0;
  for (const store::Reading& reading : ascending) {
    while (position < reading.offset) {
      if (buffer.empty() && !source.read(buffer)) return best;
      const auto bytes =
          static_cast<std::size_t>(std::min<std::uint64_t>(reading.offset - position, buffer.size()));
      digest.update(std::string_view(buffer).substr(0, bytes));
      buffer.erase(0, bytes);
      position += bytes;
    }
    const bool matches = digest.value() == reading.digest;
    // Of two readings that came equally far, the complete one says more.
    if (matches && (!best || reading.offset > best->offset || reading.complete)) best = reading;
  }
  return best;
}

}  // namespace tracewh::ingest
