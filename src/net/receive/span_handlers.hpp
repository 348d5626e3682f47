#pragma once

#include "net/http/message.hpp"
#include "net/http/routes.hpp"
#include "net/receive/receiver.hpp"
#include "net/transport/worker_pool.hpp"

#include <chrono>
#include <vector>

/// Handlers of requests that bring spans. Each answers when the spans are committed. The receiver must
/// outlive them.
namespace tracewh::net {

/// OTLP/HTTP (OTLP specification 1.x): protobuf or JSON, as Content-Type says; an answer in the same
/// encoding.
Handler otlp_handler(const Receiver& receiver);

/// Zipkin's JSON, versions 1 and 2: 202.
Handler zipkin_handler(const Receiver& receiver);

/// Jaeger's batches in Thrift, as its collector takes them: 202.
Handler jaeger_handler(const Receiver& receiver);

/// All requests that bring spans; `deadline` is that of the commit. Bodies are decoded as jobs, since a large
/// one must not keep others from being served.
std::vector<Route> span_routes(const Receiver& receiver, const RunJob& run_job,
                               std::chrono::milliseconds deadline);

}  // namespace tracewh::net
