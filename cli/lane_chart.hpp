#pragma once

#include "cli/verb.hpp"
#include "model/row_stream.hpp"
#include "render/formats.hpp"
#include "search/question.hpp"

#include <cstdint>

namespace tracewh::cli {

/// Whether the answer is drawn as lanes: that of the analysis of lanes as a timeline.
bool is_lane_chart(const search::Question& question, const render::Format& format);

/// The same question, of all the periods that are drawn.
search::Question periods_question(search::Question question);

/// Draws the lanes of the periods that such a question finds, at most so many; all when it is negative.
/// Throws base::Error.
void write_lane_chart(model::RowStream& periods, std::int64_t most_lanes, const Globals& globals, Io& io);

}  // namespace tracewh::cli
