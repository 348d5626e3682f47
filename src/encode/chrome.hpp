#pragma once

#include "encode/encoder.hpp"

#include <iosfwd>
#include <memory>

namespace tracewh::encode {

/// Chrome's Trace Event JSON, which Perfetto opens. Agents, else services, are processes and workers their
/// threads, as many lanes of each as its spans run beside each other. Events are instants; messages, links
/// and children on another lane have flows. Times are microseconds since the trace's start.
std::unique_ptr<Encoder> make_chrome(std::ostream& out);

}  // namespace tracewh::encode
