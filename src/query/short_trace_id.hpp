#pragma once

#include "store/read/reader.hpp"

#include <string>

namespace tracewh::query {

/// Tells how little of a trace ID is enough to find the trace, see TraceFinder.
class ShortTraceId {
 public:
  /// `reader` must outlive this.
  explicit ShortTraceId(store::Reader& reader);

  /// The beginning of `id`, 32 digits, that no other stored trace has, at least 8 digits; of an ID of 64
  /// bits, what stands behind its zeros. Anything else stays as it is. Throws base::Error.
  std::string of(const std::string& id);

 private:
  store::Statement neighbours_;
};

}  // namespace tracewh::query
