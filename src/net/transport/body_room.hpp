#pragma once

#include <cstddef>
#include <string>

namespace tracewh::net {

/// Lets `body` hold `size` bytes without a move. The room doubles, so that a body that arrives in pieces is
/// seldom copied, but never exceeds the `announced` bytes, which are at least `size`.
void make_room(std::string& body, std::size_t size, std::size_t announced);

}  // namespace tracewh::net
