#pragma once

#include "net/http/message.hpp"
#include "search/trace_search.hpp"

namespace tracewh::net {

/// From the parameters `endTs` and `lookback` of Jaeger and Zipkin, in milliseconds; the lookback is a day
/// unless given. Without either all times, since a finished file knows no present.
search::Range looked_back_on(const Parameters& query);

}  // namespace tracewh::net
