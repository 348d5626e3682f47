#pragma once

#include "store/read/selection.hpp"
#include "store/sqlite/connection.hpp"

namespace tracewh::store {

/// Makes the tables `trace` and `span` of a connection, and all views, show only what `selection` leaves; the
/// database itself is not changed, and what is counted in other tables neither. Throws base::Error.
void narrow(const Connection& database, const Selection& selection);

}  // namespace tracewh::store
