#pragma once

#include "bench/random.hpp"
#include "torture/recording_vfs.hpp"

#include <filesystem>
#include <span>

namespace tracewh::torture {

/// Writes into `directory` what a disk may hold after these events and then loss of power: all that was
/// synced, and of what was not any part, in sectors of 512 bytes.
void write_disk(std::span<const DiskEvent> events, bench::Random& random,
                const std::filesystem::path& directory);

}  // namespace tracewh::torture
