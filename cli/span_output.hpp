#pragma once

#include "cli/verb.hpp"
#include "render/formats.hpp"
#include "search/matched_trace.hpp"
#include "store/read/reader.hpp"

#include <string>
#include <vector>

namespace tracewh::cli {

/// Writes everything that is stored of spans: of those of the traces whose IDs begin with one of
/// `beginnings`, or of all when there are none. Throws base::Error: usage when the format cannot,
/// unanswerable when a beginning fits no span.
void write_spans(store::Reader& reader, const std::vector<search::MatchedTrace>& traces,
                 const std::vector<std::string>& beginnings, const render::Format& format,
                 const Globals& globals, Io& io);

}  // namespace tracewh::cli
