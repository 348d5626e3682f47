#pragma once

#include "store/write/ingest_log.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tracewh::ingest {

/// The furthest of `readings` that was made of the same content: the file's beginning up to the reading's
/// offset has the reading's digest. Reads the file as far as needed.
std::optional<store::Reading> find_resume_point(const std::string& path,
                                                const std::vector<store::Reading>& readings);

}  // namespace tracewh::ingest
