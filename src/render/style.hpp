#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::render {

/// What the output goes to.
struct Style {
  bool color = false;
  std::size_t width = 0;      ///< cells in a line; 0 when nothing needs to be cut, as in a file
  bool utf8 = true;           ///< false: only ASCII is written
  std::size_t max_nodes = 0;  ///< most nodes that `tree` and `timeline` draw of one tree; 0 for all
  /// How many levels below the roots `tree` and `timeline` draw of one trace; none for all.
  std::optional<std::uint32_t> max_depth{};
  bool failed_only = false;  ///< of one trace they draw failed spans and what is above them
  bool flat = false;         ///< JSON trees are lists of nodes
  /// As much of a trace ID as names the trace; empty when IDs stay whole.
  std::function<std::string(const std::string& trace_id)> short_trace_id{};
};

enum class Ink : std::uint8_t { kPlain, kBold, kDim, kRed, kYellow, kCyan };

/// `text` in `ink` when the style has colours. Colours repeat what the text says, never more.
std::string paint(std::string_view text, Ink ink, const Style& style);

void append_painted(std::string& out, std::string_view text, Ink ink, const Style& style);

/// A duration as base::format_duration writes it, in the style's character set.
std::string duration_text(std::int64_t nanoseconds, const Style& style);

/// A fraction of 1 as whole percent; between 0 and 1 % as `<1%`.
std::string percent_text(double ratio);

/// `1 span`, `1,200 spans`.
std::string count_text(std::uint64_t count, std::string_view singular, std::string_view plural);

}  // namespace tracewh::render
