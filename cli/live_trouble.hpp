#pragma once

#include "ingest/live_sink.hpp"

#include <iosfwd>
#include <string>

namespace tracewh::cli {

/// Tells of a database that was found damaged and quarantined.
void tell_of_damage(const ingest::LiveStatus& status, const std::string& database, std::ostream& err);

/// Why nothing is stored at present; empty when all is well. Batches that are being stored for longer than
/// senders wait for their answer are a reason, too.
std::string trouble_of(const ingest::LiveStatus& status);

/// Tells of spans that could not be stored, so that there may be some missing; false when there are none.
bool tell_of_losses(const ingest::LiveStatus& status, std::ostream& err);

}  // namespace tracewh::cli
