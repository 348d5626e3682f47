#pragma once

#include "net/http/message.hpp"
#include "net/transport/metrics.hpp"

#include <functional>
#include <string>
#include <vector>

namespace tracewh::net {

/// Writes metrics of one part of the program; called on any thread.
using WriteMetrics = std::function<void(PrometheusText&)>;

/// How the program is doing.
struct Health {
  std::string trouble;      ///< why it cannot do its work at present; empty when it can
  std::string quarantined;  ///< a database that was found damaged, under its new name; empty without one
};
using GetHealth = std::function<Health()>;

/// Tells how the program is doing: 200 when it works, 503 with the reason when it does not.
Handler health_handler(GetHealth get_health);

/// Tells all metrics as Prometheus asks for them.
Handler metrics_handler(std::vector<WriteMetrics> sources);

}  // namespace tracewh::net
