#pragma once

#include "render/style.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace tracewh::render {

/// From one time to another, nanoseconds since the Unix epoch.
struct Period {
  std::int64_t from_ns;
  std::int64_t to_ns;
};

/// Maps a period of time onto a line of cells.
class TimeAxis {
 public:
  /// `start_ns` to `end_ns`, nanoseconds since the Unix epoch, over `width` cells, at least one.
  TimeAxis(std::int64_t start_ns, std::int64_t end_ns, std::size_t width, const Style& style);

  /// Times since the start at even distances: `0ns    1.80s    3.60s    5.40s   7.20s`.
  std::string scale() const;

  /// Spaces and a bar from `from_ns` to `to_ns`, half a cell exact; never empty.
  std::string bar(std::int64_t from_ns, std::int64_t to_ns) const;

  /// The same of many periods in one line.
  std::string bars(std::span<const Period> periods) const;

  /// The same in a lighter shade and whole cells, for times that nobody measured.
  std::string light_bar(std::int64_t from_ns, std::int64_t to_ns) const;

  std::int64_t end_ns() const { return end_ns_; }

 private:
  std::size_t half_cells(std::int64_t at_ns) const;

  std::int64_t start_ns_;
  std::int64_t end_ns_;
  double length_ns_;
  std::size_t width_;
  Style style_;
};

}  // namespace tracewh::render
