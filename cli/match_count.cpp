#include "cli/match_count.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace tracewh::cli {

std::string match_count(store::Reader& reader, const search::Question& question,
                        const model::RowStream& shown) {
  if (!shown.truncated()) return std::to_string(shown.given());
  try {
    return std::to_string(search::count_matches(reader, question));
  } catch (const base::Error&) {
    // That counting takes too long does not change that there are matches.
    return fmt::format("more than {}", shown.given());
  }
}

}  // namespace tracewh::cli
