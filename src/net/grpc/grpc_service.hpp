#pragma once

#include "net/grpc/grpc_request.hpp"
#include "net/grpc/grpc_response.hpp"
#include "net/receive/receiver.hpp"
#include "net/receive/status_handlers.hpp"
#include "net/transport/byte_budget.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

namespace tracewh::net {

/// The message of a call, and the memory that is reserved for it.
struct GrpcMessage {
  std::string bytes;
  std::string coding;  ///< in which they are compressed; empty: none
  std::shared_ptr<ByteBudget::Share> memory;
};

/// The methods that clients can call, for all connections: TraceService/Export of OTLP, and Health/Check.
class GrpcService {
 public:
  /// All must outlive the service; `bodies` is the memory for all messages. Messages are decoded on
  /// `workers`, so that no connection waits for the large message of another. Clients must show `token`
  /// unless it is empty.
  GrpcService(const Receiver& receiver, ByteBudget& bodies, Metrics& metrics, GetHealth get_health,
              boost::asio::any_io_executor workers, std::string token);

  const std::string& token() const { return token_; }
  ByteBudget& bodies() const { return bodies_; }
  Metrics& metrics() const { return metrics_; }

  /// Carries out a call; `answer` is called once, on any thread, for an export after the commit. The service
  /// must exist until then.
  void call(GrpcMethod method, GrpcMessage message, GrpcAnswer answer) const;

 private:
  void run(GrpcMethod method, GrpcMessage& message, const GrpcAnswer& answer) const;

  const Receiver& receiver_;
  ByteBudget& bodies_;
  Metrics& metrics_;
  GetHealth get_health_;
  boost::asio::any_io_executor workers_;
  std::string token_;
};

}  // namespace tracewh::net
