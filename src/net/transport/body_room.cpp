#include "net/transport/body_room.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::net {

void make_room(std::string& body, std::size_t size, std::size_t announced) {
  if (size <= body.capacity()) return;
  // A string that grows doubles its room whatever it was asked for; a new one takes what it is told.
  std::string larger;
  larger.reserve(std::min(announced, std::max(size, 2 * body.capacity())));
  larger += body;
  body = std::move(larger);
}

}  // namespace tracewh::net
