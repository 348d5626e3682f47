#pragma once

struct sqlite3;

namespace tracewh::store {

/// Gives SQL on `connection` regexp(pattern, text), which SQLite also calls for `text REGEXP pattern`:
/// whether the pattern, in the syntax of Perl, is found anywhere in the text. Either NULL: NULL. A pattern
/// that is wrong, or would take too long, ends the statement with an error.
void add_regexp_function(sqlite3* connection);

}  // namespace tracewh::store
