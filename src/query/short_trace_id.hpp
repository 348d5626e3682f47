#pragma once

#include "store/read/reader.hpp"

#include <cstddef>
#include <string>

namespace tracewh::query {

/// Tells how little of a trace ID is enough to find the trace, see TraceFinder.
class ShortTraceId {
 public:
  /// `reader` must outlive this.
  explicit ShortTraceId(store::Reader& reader);

  /// The beginning of `id`, 32 digits, that no other stored trace has, at least 8 digits; of an ID of 64
  /// bits, what stands behind its zeros, unless another ID begins with all of that. Anything else stays as it
  /// is. Throws base::Error.
  std::string of(const std::string& id);

 private:
  struct Neighbours {
    std::size_t shared = 0;  ///< the first digits that another stored ID has, too
    bool is_stored = false;
  };

  Neighbours neighbours(const std::string& id);

  store::Statement neighbours_;
};

}  // namespace tracewh::query
