#include "net/transport/metrics.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tracewh::net {

void PrometheusText::begin(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  fmt::format_to(std::back_inserter(text_), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void PrometheusText::sample(std::uint64_t value) {
  fmt::format_to(std::back_inserter(text_), "{} {}\n", name_, value);
}

void PrometheusText::sample(std::chrono::nanoseconds value) {
  fmt::format_to(std::back_inserter(text_), "{} {}\n", name_, std::chrono::duration<double>(value).count());
}

void PrometheusText::sample(std::string_view label, std::string_view label_value, std::uint64_t value) {
  fmt::format_to(std::back_inserter(text_), "{}{{{}=\"{}\"}} {}\n", name_, label, label_value, value);
}

void LabelledCounter::add(std::string_view label_value, std::uint64_t count) {
  if (count == 0) return;
  const std::lock_guard lock(mutex_);
  const auto found = counts_.find(label_value);
  if (found == counts_.end()) {
    counts_.emplace(label_value, count);
  } else {
    found->second += count;
  }
}

void LabelledCounter::write(PrometheusText& out) const {
  out.begin(name_, "counter", help_);
  const std::lock_guard lock(mutex_);
  for (const auto& [label_value, count] : counts_) out.sample(label_, label_value, count);
}

void Metrics::write(PrometheusText& out) const {
  for (const LabelledCounter* counter : {&requests, &grpc_calls, &spans_received, &spans_stored,
                                         &spans_rejected, &bodies_refused, &datagrams}) {
    counter->write(out);
  }
  out.begin("tracewh_connections_open", "gauge", "Open connections.");
  out.sample(open_connections);
  out.begin("tracewh_connections_refused_total", "counter", "Connections closed because too many were open.");
  out.sample(refused_connections);
  out.begin("tracewh_connections_failed_total", "counter",
            "Connections that a failure of this program ended.");
  out.sample(failed_connections);
}

}  // namespace tracewh::net
