#pragma once

#include "model/row_set.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Statements in, rows out: what everything that asks the database shares.
namespace tracewh::query {

/// Compiles the embedded file of that path. Throws base::Error.
SQLite::Statement prepare_embedded(store::Reader& reader, std::string_view path);

/// Binds `value` to the parameter `:name`; false when the statement has none of that name.
bool bind_value(SQLite::Statement& statement, const std::string& name, const model::Value& value);

/// The names of the columns that the statement returns.
std::vector<std::string> column_names(SQLite::Statement& statement);

/// A value of the current row.
model::Value column_value(SQLite::Statement& statement, int index);

/// Runs the statement and takes at most `limit` rows, all when it is negative; says whether there were more.
model::RowSet read_rows(store::Reader& reader, SQLite::Statement& statement, std::int64_t limit);

}  // namespace tracewh::query
