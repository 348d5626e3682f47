#include "net/status_handlers.hpp"

#include "net/media_types.hpp"

#include <utility>

namespace tracewh::net {

Handler health_handler() {
  return [](const Request&, const Respond& respond) {
    respond({200, std::string(kJson), R"({"status":"ok"})", {}});
  };
}

Handler metrics_handler(std::vector<WriteMetrics> sources) {
  return [sources = std::move(sources)](const Request&, const Respond& respond) {
    PrometheusText out;
    for (const WriteMetrics& write : sources) write(out);
    respond({200, "text/plain; version=0.0.4; charset=utf-8", out.text(), {}});
  };
}

}  // namespace tracewh::net
