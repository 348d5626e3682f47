#pragma once

#include "property/ingested_database.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// What the tests of export and ingest share.
namespace tracewh::property {

/// Everything that is stored of spans, in an order that does not depend on their arrival. Of the anomalies
/// only those that the span itself still shows: what was repaired on the way in is whole on the way out.
std::string tables(const IngestedDatabase& database);

/// All traces, a few spans at a time where the format allows.
std::string exported(const IngestedDatabase& database, std::string_view format_name,
                     std::size_t spans_at_once = 3);

}  // namespace tracewh::property
