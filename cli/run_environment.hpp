#pragma once

#include <string>
#include <vector>

namespace tracewh::cli {

/// Where a command finds the receivers of its run.
struct RunReceivers {
  std::string otlp_http;
  std::string otlp_grpc;
  std::string zipkin;
  std::string jaeger;
};

/// What a command is told by variables of its environment.
struct RunEnvironment {
  std::vector<std::string> variables;  ///< all, as `NAME=VALUE`
  std::vector<std::string> notes;      ///< for people: what was set otherwise, and what may surprise
};

/// This process's environment, changed so that exporters send to the receivers. What tells exporters where to
/// send is replaced; the rest stays as it is set.
RunEnvironment run_environment(const RunReceivers& receivers, const std::string& run,
                               const std::string& database, const std::string& traceparent);

}  // namespace tracewh::cli
