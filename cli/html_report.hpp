#pragma once

#include "query/catalogue.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <filesystem>
#include <iosfwd>
#include <string>

namespace tracewh::cli {

/// Writes the page as one file that needs no server, with the report `report`, JSON, at its front, and with
/// as much of what `scope` leaves as there is room for: the traces that the report names, then others. What
/// is left out is told in it. `reader` reads `database`. Throws base::Error.
void write_html_report(const std::string& report, store::Reader& reader,
                       const std::filesystem::path& database, const query::Catalogue& catalogue,
                       const search::GivenArguments& scope, std::ostream& out);

}  // namespace tracewh::cli
