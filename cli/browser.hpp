#pragma once

#include <string>

namespace tracewh::cli {

/// Has the desktop show an address to its user. False when there is nothing that could.
bool open_in_browser(std::string url);

}  // namespace tracewh::cli
