#pragma once

namespace tracewh::cli {

/// From now on, a file that is truncated while it is mapped into memory ends the program with a sentence and
/// the exit code of an operational error.
void tell_of_bus_errors();

}  // namespace tracewh::cli
