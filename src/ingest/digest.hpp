#pragma once

#include "store/write/ingest_log.hpp"

#include <memory>
#include <string_view>

struct XXH3_state_s;

namespace tracewh::ingest {

/// The XXH3-128 digest of a growing text.
class RunningDigest {
 public:
  RunningDigest();

  void update(std::string_view bytes);
  /// The digest of all bytes so far.
  store::Digest value() const;

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };

  std::unique_ptr<XXH3_state_s, Free> state_;
};

}  // namespace tracewh::ingest
