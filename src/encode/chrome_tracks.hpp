#pragma once

#include "encode/lanes.hpp"
#include "tree/trace_tree.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::encode {

/// A row of the timeline: a lane of a worker of an agent or service.
struct Track {
  std::uint32_t process = 0;  ///< position in Tracks::processes
  std::string name;           ///< the worker's, else the process's; further lanes are numbered
};

struct Tracks {
  std::vector<std::string> processes;  ///< names of agents, else of services
  std::vector<Track> tracks;
  std::vector<std::uint32_t> of;  ///< the track of each node of the tree, kNone for placeholders
};

/// Where the spans of a trace are drawn. A span that does not tell its agent or worker is its parent's.
Tracks assign_tracks(const tree::TraceTree& tree);

}  // namespace tracewh::encode
