#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>

namespace tracewh::encode {

/// Folded stacks: lines of `root;child;leaf self_time`, in microseconds. Equal paths are one within a trace;
/// programs that draw flame graphs add up equal lines.
std::unique_ptr<Encoder> make_folded(std::ostream& out);

}  // namespace tracewh::encode
