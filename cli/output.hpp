#pragma once

#include "cli/verb.hpp"
#include "model/row_arrangement.hpp"
#include "model/row_set.hpp"
#include "render/formats.hpp"
#include "render/style.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tracewh::cli {

/// The format that was asked for, else the one named `fallback`. Throws base::Error (usage) when there is
/// none of that name.
const render::Format& chosen_format(const Globals& globals, std::string_view fallback);

/// How to write for the terminal, file or pipe behind `io.out`.
render::Style style_for(const Globals& globals, const Io& io);

/// Throws base::Error (usage) when `shows` is false: the format cannot show what the verb gives.
void require_format(bool shows, const render::Format& format, std::string_view what,
                    std::string_view instead);

/// Tells people on `err`, behind what was written, when that is not all.
void tell_of_more(bool truncated, const Globals& globals, Io& io);

/// Tells people on `err` what the rows, which were written, say of themselves.
void tell_notes(const model::RowStream& rows, const Globals& globals, Io& io);
/// Tells people on `err` what one must know of what was written.
void tell_notes(const std::vector<std::string>& notes, const Globals& globals, Io& io);

/// How rows are to be sorted. Throws base::Error (usage) for a direction that is none.
std::vector<model::SortKey> sort_keys(const Globals& globals);

/// Writes rows, of the columns that are asked for, and tells people on `err` when there are none, or more
/// than were asked for. The rows of a set are all that there are, and are sorted.
void write_rows(model::RowStream& rows, const render::Format& format, const Globals& globals, Io& io);
void write_rows(const model::RowSet& rows, const render::Format& format, const Globals& globals, Io& io);

}  // namespace tracewh::cli
