#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace tracewh::net {

/// What `write` writes, which may stop as soon as the stream fails. Throws base::Error (usage) when it is
/// more than one answer may hold.
std::string answer_text(const std::function<void(std::ostream&)>& write);

}  // namespace tracewh::net
