#pragma once

#include "cli/keep_options.hpp"
#include "cli/redaction_options.hpp"
#include "cli/verb.hpp"
#include "cli/writer_options.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tracewh::cli {

struct ServeOptions {
  std::string otlp_grpc = "localhost:4317";
  std::string otlp_http = "localhost:4318";
  std::string zipkin = "localhost:9411";
  std::string jaeger = "localhost:14268";
  std::string ui = "off";
  std::vector<std::string> jaeger_udp{"localhost:6831", "localhost:6832"};
  std::string tls_certificate;
  std::string tls_key;
  std::string token_file;
  std::vector<std::string> allowed_hosts;
  bool insecure_no_auth = false;
  std::string ready_file;
  std::string semantics;
  std::string run;
  RedactionOptions redaction;
  std::optional<double> sample;
  std::string decision_wait = "10s";
  KeepOptions keep;
  RetentionOptions retention;
  std::string durability = "process";
  std::string lock_timeout = kDefaultLockTimeout;
};

/// Declares `tracewh serve`: receives spans until it is told to end.
Verb serve_verb(CLI::App& root);

/// Serves into the database of `globals`.
int run_serve(const ServeOptions& options, const Globals& globals, Io& io);

}  // namespace tracewh::cli
