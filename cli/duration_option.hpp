#pragma once

#include <cstdint>
#include <string>

namespace tracewh::cli {

/// The nanoseconds that `text`, given for `option`, stands for. Throws base::Error (usage).
std::int64_t duration_option(const std::string& option, const std::string& text);

}  // namespace tracewh::cli
