#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"

#include <filesystem>

namespace tracewh::net {

/// Runs compared: the rows of `tracewh compare --format json`.
Route comparison_route(ReaderPool& readers, const std::filesystem::path& database);

}  // namespace tracewh::net
