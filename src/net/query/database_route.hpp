#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"

#include <filesystem>

namespace tracewh::net {

/// Which database it is that is read: the name of its file, and whether it is compacted.
Route database_route(ReaderPool& readers, const std::filesystem::path& database);

}  // namespace tracewh::net
