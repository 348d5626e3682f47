#pragma once

#include "query/definition.hpp"

#include <string>
#include <string_view>

namespace tracewh::query {

/// Reads the file of a canned query: comment lines of the form `-- key: value` up to the first line that
/// is none, then one SELECT. The keys:
///   name     what the query is called
///   summary  one sentence
///   example  a command line that asks it; may be repeated
///   param    <name> <type> ["required"] ["=" <default>] ['"' <description> '"'], once a parameter;
///            an enum's type lists its choices: enum(task,trace)
///   without  the standard parameters that the query does not take, and for an analysis those that change
///            traces; `attr` for attributes
///   attr     what --attr leaves: `trace`, the whole traces that hold a span with the attributes (the
///            default), or `span`, only these spans
///   columns  the names of the columns that it returns; may be repeated, to go on
///   gives_way  the columns that leave a table that is too wide, the first to go first; may be repeated
/// Behind a line `-- notes`, another SELECT with the same parameters may follow, whose rows are texts that
/// one must know to judge the answer. Throws base::Error (usage) that names `source`, the line and the
/// reason.
QueryDefinition parse_definition(std::string_view text, const std::string& source);

/// The name that the header of a query's file gives, whatever else is wrong with it; empty when it gives
/// none.
std::string declared_name(std::string_view text);

/// Whether a query can be called so: a-z, 0-9 and _, and not what `tracewh query` does itself.
bool is_query_name(std::string_view text);

}  // namespace tracewh::query
