#pragma once

#include <cstddef>
#include <ostream>

namespace tracewh::cli {

/// Where a verb writes: data to `out`, all else to `err`, a SafeStream.
struct Io {
  std::ostream& out;
  std::ostream& err;
  std::ostream& drawn_err;  ///< the same without its care, for what draws on a terminal and is safe already
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::size_t width = 0;  ///< of the terminal behind `out` in columns; 0 when there is none
};

/// The process's standard streams.
Io standard_io();

/// The same streams, with what is data going to standard error.
Io on_standard_error(const Io& io);

/// Whether standard output is a pipe that nobody reads any more.
bool output_is_closed();

}  // namespace tracewh::cli
