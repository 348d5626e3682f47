#pragma once

#include "net/http/message.hpp"

#include <string>
#include <vector>

namespace tracewh::net {

/// Tells what one must know to judge an answer, see model::RowStream::notes(), in headers `Tracewh-Note`.
void add_notes(Response& response, const std::vector<std::string>& notes);

}  // namespace tracewh::net
