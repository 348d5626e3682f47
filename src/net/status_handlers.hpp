#pragma once

#include "net/message.hpp"
#include "net/metrics.hpp"

#include <functional>
#include <vector>

namespace tracewh::net {

/// Writes metrics of one part of the program; called on any thread.
using WriteMetrics = std::function<void(PrometheusText&)>;

/// Tells that the program runs.
Handler health_handler();

/// Tells all metrics as Prometheus asks for them.
Handler metrics_handler(std::vector<WriteMetrics> sources);

}  // namespace tracewh::net
