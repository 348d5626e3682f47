#pragma once

#include "ingest/live_sink.hpp"
#include "net/transport/metrics.hpp"

namespace tracewh::cli {

/// Tells how the sink is doing to whoever watches /metrics.
void write_metrics(const ingest::LiveStatus& status, net::PrometheusText& out);

}  // namespace tracewh::cli
