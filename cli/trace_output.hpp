#pragma once

#include "cli/verb.hpp"
#include "query/answer.hpp"
#include "render/formats.hpp"
#include "search/matched_trace.hpp"
#include "search/question.hpp"
#include "search/tree_loader.hpp"
#include "store/read/reader.hpp"

#include <vector>

namespace tracewh::cli {

/// Whether an answer is written as the trees of the traces that its rows name: when that is wanted, and when
/// the format shows no rows.
bool shows_trees(const render::Format& format, bool wanted);

/// Writes traces as trees, and marks the spans that matched. Throws base::Error (usage) when the format shows
/// no trees.
void write_traces(search::TreeLoader& loader, const std::vector<search::MatchedTrace>& traces,
                  const render::Format& format, const render::Style& style, const Globals& globals, Io& io);

/// Writes the answer to a question as rows, or as trees, see shows_trees(), and tells people when that is not
/// all. Throws base::Error (usage) when the format cannot, or the rows name no traces.
void write_answer(store::Reader& reader, const search::Question& question, model::RowStream& rows,
                  const render::Format& format, bool trees_wanted, const Globals& globals, Io& io);

}  // namespace tracewh::cli
