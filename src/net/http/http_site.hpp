#pragma once

#include "net/http/access.hpp"
#include "net/http/routes.hpp"
#include "net/transport/byte_budget.hpp"
#include "net/transport/deadlines.hpp"
#include "net/transport/metrics.hpp"

#include <cstddef>
#include <variant>

namespace tracewh::net {

/// What all HTTP listeners serve, and by which rules. Safe on all threads.
class HttpSite {
 public:
  /// `metrics` must outlive the site.
  HttpSite(Routes routes, Access access, Deadlines deadlines, Metrics& metrics);

  /// The route that answers a request, as Routes gives it, or why the request is answered before its body was
  /// read.
  std::variant<const Route*, Response> admit(Request& head, bool on_loopback) const;

  const Deadlines& deadlines() const { return deadlines_; }
  Metrics& metrics() { return metrics_; }
  /// What the bodies share that are being read, decoded or stored.
  ByteBudget& bodies() { return bodies_; }

 private:
  Routes routes_;
  Access access_;
  Deadlines deadlines_;
  Metrics& metrics_;
  ByteBudget bodies_;
};

/// The most bytes that the body of a request may have on the wire.
std::size_t body_limit(const Request& head);

}  // namespace tracewh::net
