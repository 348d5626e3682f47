#pragma once

#include "model/row_stream.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <string>

namespace tracewh::cli {

/// How many rows match, for people, also behind the limit of those that were shown.
std::string match_count(store::Reader& reader, const search::Question& question,
                        const model::RowStream& shown);

}  // namespace tracewh::cli
