#pragma once

#include "net/transport/request_error_log.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace tracewh::net {

/// Text in the exposition format of Prometheus, version 0.0.4.
class PrometheusText {
 public:
  /// Begins a metric; `type` is "counter" or "gauge".
  void begin(std::string_view name, std::string_view type, std::string_view help);
  /// A sample of the metric begun last.
  void sample(std::uint64_t value);
  void sample(std::chrono::nanoseconds value);  ///< in seconds
  void sample(std::string_view label, std::string_view label_value, std::uint64_t value);

  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::string name_;
};

/// Counts by the values of one label, of which there are few. Safe on all threads.
class LabelledCounter {
 public:
  /// All have static storage.
  LabelledCounter(std::string_view name, std::string_view label, std::string_view help)
      : name_(name), label_(label), help_(help) {}

  void add(std::string_view label_value, std::uint64_t count = 1);
  void write(PrometheusText& out) const;

 private:
  std::string_view name_;
  std::string_view label_;
  std::string_view help_;
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

/// What the receivers count, and what they tell people of. Safe on all threads.
struct Metrics {
  RequestErrorLog request_errors;
  LabelledCounter requests{"tracewh_http_requests_total", "code", "HTTP requests answered, by status."};
  LabelledCounter grpc_calls{"tracewh_grpc_calls_total", "code", "gRPC calls answered, by status."};
  LabelledCounter spans_received{"tracewh_spans_received_total", "protocol", "Spans received."};
  LabelledCounter spans_stored{"tracewh_spans_stored_total", "protocol",
                               "Spans whose storage was acknowledged, duplicates among them."};
  LabelledCounter spans_rejected{"tracewh_spans_rejected_total", "reason",
                                 "Spans that were read but could not be kept."};
  LabelledCounter bodies_refused{"tracewh_bodies_refused_total", "reason",
                                 "Bodies and datagrams of spans that were not stored."};
  LabelledCounter datagrams{"tracewh_datagrams_total", "protocol", "UDP datagrams received."};
  std::atomic<std::uint64_t> open_connections{0};
  std::atomic<std::uint64_t> refused_connections{0};
  std::atomic<std::uint64_t> failed_connections{0};

  void write(PrometheusText& out) const;
};

}  // namespace tracewh::net
