#pragma once

#include "query/catalogue.hpp"
#include "search/question.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tracewh::search {

/// The words of a line as a shell splits them: `'…'` as it is, `"…"` and whatever stands outside with `\` in
/// front of a character that has no meaning then. Throws base::Error (usage) for a quotation that does not
/// end.
std::vector<std::string> split_words(std::string_view text);

/// The question that `query` and what is given ask, with the question that it is asked of. Throws base::Error
/// (usage) when that cannot be read, or its rows name no traces. `catalogue` must outlive it.
Question make_question(const query::Catalogue& catalogue, const query::QueryDefinition& query,
                       GivenArguments given);

/// Reads a query's name and its arguments, such as `slow --min 10s --attr env=prod`. `option` is what the
/// text was given for, as errors name it. Throws base::Error (usage) for what the query does not take; values
/// are not read yet, see check().
Question parse_question(const query::Catalogue& catalogue, std::string_view option, const std::string& text);

}  // namespace tracewh::search
