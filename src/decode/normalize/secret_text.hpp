#pragma once

#include <string_view>

namespace tracewh::decode {

/// The first part of `text` that looks like a key or token itself: a PEM block, a JSON Web Token, or what
/// begins as the keys of OpenAI and its like (`sk-`), GitHub (`ghp_`, `github_pat_`) or AWS (`AKIA`) do.
/// Empty when there is none.
std::string_view find_secret(std::string_view text);

}  // namespace tracewh::decode
