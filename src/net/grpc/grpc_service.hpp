#pragma once

#include "net/grpc/grpc_request.hpp"
#include "net/grpc/grpc_response.hpp"
#include "net/receive/receiver.hpp"
#include "net/receive/status_handlers.hpp"
#include "net/transport/byte_budget.hpp"
#include "net/transport/worker_pool.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace tracewh::net {

/// A call whose message is complete.
struct GrpcCall {
  std::int32_t stream = 0;  ///< of its session, which is to be answered
  GrpcMethod method = GrpcMethod::kExportTraces;
  std::string message;
  std::string coding;  ///< in which the message is compressed; empty: none
  std::shared_ptr<ByteBudget::Share> memory;
  const void* sender = nullptr;  ///< tells connections apart, nothing else
};

/// The methods that clients can call, for all connections: TraceService/Export of OTLP, and Health/Check.
class GrpcService {
 public:
  /// Called once, on any thread.
  using OnReply = std::function<void(const GrpcReply&)>;

  /// All must outlive the service; `bodies` is the memory for all messages. Calls are carried out as jobs, so
  /// that no connection waits for the large message of another. Clients must show `token` unless it is empty.
  GrpcService(const Receiver& receiver, ByteBudget& bodies, Metrics& metrics, GetHealth get_health,
              RunJob run_job, std::string token);

  const std::string& token() const { return token_; }
  ByteBudget& bodies() const { return bodies_; }
  Metrics& metrics() const { return metrics_; }

  /// Carries out a call; an export is answered after the commit. The service must exist until then.
  void carry_out(GrpcCall call, OnReply on_reply) const;

 private:
  void run(GrpcCall& call, const OnReply& on_reply) const;
  GrpcReply check_health(std::string_view message) const;

  const Receiver& receiver_;
  ByteBudget& bodies_;
  Metrics& metrics_;
  GetHealth get_health_;
  RunJob run_job_;
  std::string token_;
};

}  // namespace tracewh::net
