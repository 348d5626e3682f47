#pragma once

#include "query/definition.hpp"

#include <string>
#include <string_view>

namespace tracewh::query {

/// Reads the file of a canned query: comment lines of the form `-- key: value` up to the first line that
/// is none, then one SELECT. The keys:
///   name     what the query is called
///   summary  one sentence
///   param    <name> <type> ["required"] ["=" <default>] ['"' <description> '"'], once a parameter;
///            an enum's type lists its choices: enum(task,trace)
///   without  the standard parameters that the query does not take; `attr` for attributes
///   attr     what --attr leaves: `trace`, the whole traces that hold a span with the attributes (the
///   default), or
///            `span`, only these spans
///   columns  the names of the columns that it returns; may be repeated, to go on
/// Throws base::Error (usage) that names `source`, the line and the reason.
QueryDefinition parse_definition(std::string_view text, const std::string& source);

}  // namespace tracewh::query
