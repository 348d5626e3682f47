#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tracewh::base {

/// The candidate that somebody who typed `word` probably meant: the one that takes the fewest insertions,
/// deletions, replacements and swaps of neighbouring bytes, and at most one for each three bytes of the word;
/// upper and lower case are alike. None when all are further away.
std::optional<std::string> closest_word(std::string_view word, std::span<const std::string> candidates);

/// The hint of an error about `word`: `did you mean X?` with the closest candidate, else `otherwise`.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates,
                         std::string otherwise = {});

}  // namespace tracewh::base
