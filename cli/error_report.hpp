#pragma once

#include "base/error.hpp"

#include <iosfwd>

namespace tracewh::cli {

/// Tells people why a command ends; gives its exit status.
int report(const base::Error& error, std::ostream& err);

}  // namespace tracewh::cli
