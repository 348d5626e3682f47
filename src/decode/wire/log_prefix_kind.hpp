#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The ways in which log collectors dress up lines.
namespace tracewh::decode {

struct LogPrefixKind {
  /// Whether `line`, without its line break, is dressed up in this way.
  bool (*matches)(std::string_view line);
  /// Appends what the line was, with `line_break` where it ended; only for lines that match.
  void (*append)(std::string& out, std::string_view line, std::string_view line_break);
};

/// The kind that most of the first lines of `head` are of, or null.
const LogPrefixKind* find_log_prefix_kind(std::string_view head);

}  // namespace tracewh::decode
