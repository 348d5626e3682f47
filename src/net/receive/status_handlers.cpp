#include "net/receive/status_handlers.hpp"

#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include "net/http/media_types.hpp"

#include <string_view>
#include <utility>

namespace tracewh::net {

Handler health_handler(GetHealth get_health) {
  return [get_health = std::move(get_health)](const Request&, const Respond& respond) {
    const Health health = get_health();
    std::string body = health.trouble.empty() ? R"({"status":"ok")" : R"({"status":"failing")";
    const auto add = [&](std::string_view key, const std::string& value) {
      if (value.empty()) return;
      body += key;
      std::string text;
      base::append_repaired_utf8(text, value);
      base::append_json_string(body, text);
    };
    add(R"(,"reason":)", health.trouble);
    add(R"(,"quarantined":)", health.quarantined);
    respond({health.trouble.empty() ? 200U : 503U, std::string(kJson), body + '}', {}});
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
