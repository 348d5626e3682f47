#include "cli/serve.hpp"

#include "base/error.hpp"
#include "cli/duration_option.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/ingest_rules.hpp"
#include "cli/ingest_summary.hpp"
#include "cli/join_upkeep.hpp"
#include "cli/keep_options.hpp"
#include "cli/live_metrics.hpp"
#include "cli/live_trouble.hpp"
#include "cli/output.hpp"
#include "cli/protection_options.hpp"
#include "cli/ready_file.hpp"
#include "cli/redaction_options.hpp"
#include "cli/termination.hpp"
#include "cli/writer_options.hpp"
#include "ingest/live_sink.hpp"
#include "net/query/read_routes.hpp"
#include "net/service.hpp"
#include "net/stream/trace_stream.hpp"

#include <fmt/format.h>

#include <chrono>
#include <malloc.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::cli {
namespace {

// Supervisors wait ten seconds before they kill; within half of that, all is stored and checkpointed.
constexpr std::chrono::milliseconds kStoreGrace{2'500};
constexpr std::chrono::seconds kRequestGrace{3};
constexpr std::chrono::seconds kSinkGrace{1};
// Of the time to store, for the joins that are found last.
constexpr std::chrono::milliseconds kJoinStoring{500};

struct ServeOptions {
  std::string otlp_grpc = "localhost:4317";
  std::string otlp_http = "localhost:4318";
  std::string zipkin = "localhost:9411";
  std::string jaeger = "localhost:14268";
  std::string ui = "127.0.0.1:16686";
  std::vector<std::string> jaeger_udp{"localhost:6831", "localhost:6832"};
  ProtectionOptions protection;
  std::string ready_file;
  std::string semantics;
  std::string run;
  RedactionOptions redaction;
  std::optional<double> sample;
  std::string decision_wait = "10s";
  KeepOptions keep;
  RetentionOptions retention;
  bool join = false;
  std::string durability = "process";
  std::string lock_timeout = kDefaultLockTimeout;
};

/// Lets large bodies go back to the system when they are stored. On its own, glibc would soon keep for later
/// what a burst took, a fifth more at the peak.
void return_large_bodies() {
  constexpr int kLargeBytes = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, kLargeBytes);
}

/// A receiver that is wanted, by the name of its option.
struct Place {
  std::string_view name;
  net::Endpoint endpoint;
};

constexpr std::string_view kOtlpGrpc = "otlp-grpc";
constexpr std::string_view kJaegerUdp = "jaeger-udp";

std::vector<Place> places(const ServeOptions& options) {
  std::vector<Place> result;
  const auto add = [&](std::string_view name, const std::string& text) {
    if (auto endpoint = net::parse_endpoint(fmt::format("--{}", name), text))
      result.push_back({name, *endpoint});
  };
  add(kOtlpGrpc, options.otlp_grpc);
  add("otlp-http", options.otlp_http);
  add("zipkin", options.zipkin);
  add("jaeger", options.jaeger);
  add("ui", options.ui);
  for (const std::string& text : options.jaeger_udp) add(kJaegerUdp, text);
  if (result.empty()) throw base::Error(base::ErrorCode::kUsage, "every receiver is off");
  return result;
}

void listen(net::Service& service, const std::vector<Place>& places) {
  for (const auto& [name, endpoint] : places) {
    if (name == kOtlpGrpc) {
      service.listen_grpc(name, endpoint);
    } else if (name == kJaegerUdp) {
      service.listen_jaeger_udp(name, endpoint);
    } else {
      service.listen_http(name, endpoint);
    }
  }
}

ingest::LiveOptions live_options(const ServeOptions& options, const std::string& database) {
  if (options.keep.given() && !options.sample && !options.retention.given()) {
    throw base::Error(base::ErrorCode::kUsage,
                      "--keep-errors and --keep-slow belong to --sample, --keep or --max-db-size",
                      "without these all traces are kept");
  }
  ingest::LiveOptions live;
  live.database = database;
  live.durability = durability_option(options.durability);
  live.lock_timeout = lock_timeout_option(options.lock_timeout);
  if (!options.run.empty()) live.ingest.run = options.run;
  live.ingest.sampling = sampling(options.sample, options.keep);
  live.ingest.version = TRACEWH_VERSION;
  live.decision_wait = std::chrono::nanoseconds(duration_option("--decision-wait", options.decision_wait));
  live.retention = retention(options.retention, options.keep);
  return live;
}

/// Tells people that spans can be sent, and where.
void tell_ready(const net::Service& service, const Globals& globals, const Io& io) {
  model::RowSet places;
  places.columns = {"receiver", "address"};
  for (const net::Listening& listener : service.listening()) {
    places.rows.push_back({listener.name, listener.url});
  }
  Io err = on_standard_error(io);
  err.out << fmt::format("tracewh: ready; spans are stored in {}\n", globals.database);
  write_rows(places, *render::find_format("table"), globals, err);
  err.out.flush();
}

void tell_stored(const ingest::IngestStats& stats, std::ostream& err) {
  err << "tracewh: received ";
  write_span_counts(stats, err);
}

int run_serve(const ServeOptions& options, const query::Catalogue& catalogue, const Globals& globals,
              Io& io) {
  return_large_bodies();
  const auto semantics = options.semantics.empty() ? decode::Semantics::shipped()
                                                   : decode::Semantics::from_file(options.semantics);
  const net::Protection who = protection(options.protection);
  const std::vector<Place> where = places(options);
  std::optional<Termination> termination;
  std::optional<decode::Redaction> hidden;
  ingest::LiveSink sink(live_options(options, globals.database), [&](store::WriterDatabase& database) {
    // Not before: signals end the wait for another writer.
    termination.emplace();
    hidden = redaction(options.redaction, database);
  });
  // Only now: the file may be that of the server which the database was waited for.
  const ReadyFile ready_file(options.ready_file);
  tell_of_damage(sink.status(), globals.database, io.err);
  net::TraceStream stream(globals.database, {});
  net::ReaderPool readers;
  std::vector<net::Route> more_routes = net::read_routes(readers, globals.database, catalogue);
  more_routes.push_back(stream.route());
  net::Service service(
      who, net::Deadlines(), semantics, hidden ? &*hidden : nullptr, sink,
      {[&](net::PrometheusText& out) { write_metrics(sink.status(), out); }},
      [&] {
        const ingest::LiveStatus status = sink.status();
        return net::Health{trouble_of(status), status.quarantined};
      },
      std::move(more_routes));
  std::optional<JoinUpkeep> joins;
  if (options.join) joins.emplace(globals.database, sink);
  const ingest::LiveSinkCloser closer(sink);
  listen(service, where);
  if (!globals.quiet) {
    service.request_errors().on_line(
        [&io](const std::string& line) { io.err << fmt::format("tracewh: {}\n", line) << std::flush; });
  }
  // What comes from now on waits in the sockets; the service's threads have io.err for themselves.
  ready_file.write(service.listening());
  if (!globals.quiet) tell_ready(service, globals, io);
  service.start();
  termination->wait();
  // Early enough that those who are refused get their answer.
  const auto give_up = std::chrono::steady_clock::now() + kStoreGrace;
  sink.give_up_at(give_up);
  stream.stop();
  readers.stop();
  if (joins) joins->stop();
  service.stop(kRequestGrace);
  std::string unjoined;
  sink.close(kSinkGrace, [&] {
    if (joins) unjoined = joins->finish(give_up - kJoinStoring);
  });
  if (!globals.quiet) tell_stored(sink.status().stats, io.err);
  if (!unjoined.empty())
    io.err << fmt::format("tracewh: the joins are not up to date: {}; run tracewh join\n", unjoined);
  const std::string trouble = sink.status().trouble;
  if (trouble.empty()) return exit_code::kFine;
  io.err << fmt::format("tracewh: nothing could be stored at the end: {}\n", trouble);
  return exit_code::kOperational;
}

}  // namespace

Verb serve_verb(CLI::App& root, const query::Catalogue& catalogue) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* app = root.add_subcommand("serve", "Receive spans from exporters until interrupted");
  const auto add_listener = [&](const char* name, auto& place, const char* what) {
    return app->add_option(name, place, what)->type_name("ADDR:PORT|off")->capture_default_str();
  };
  add_listener("--otlp-grpc", options->otlp_grpc, "OTLP by gRPC");
  add_listener("--otlp-http", options->otlp_http, "OTLP/HTTP, protobuf and JSON");
  add_listener("--zipkin", options->zipkin, "Zipkin JSON, versions 1 and 2");
  add_listener("--jaeger", options->jaeger, "Jaeger's Thrift by HTTP");
  add_listener("--ui", options->ui, "What reads the database by HTTP, Jaeger's API among it");
  add_listener("--jaeger-udp", options->jaeger_udp, "Jaeger's Thrift by UDP; may be repeated")
      ->allow_extra_args(false);
  declare_protection(*app, options->protection);
  app->add_option("--ready-file", options->ready_file, "Write the addresses to this file once all listen")
      ->type_name("FILE");
  app->add_option("--semantics", options->semantics, "Use this mapping of attributes to roles and facets")
      ->type_name("FILE");
  app->add_option("--run", options->run, "Let the traces join the run of this name")->type_name("NAME");
  declare_redaction(*app, options->redaction);
  app->add_option("--sample", options->sample, "Keep only this part of the traces, chosen by their IDs")
      ->type_name("RATIO")
      ->check(CLI::Range(0.0, 1.0));
  app->add_option("--decision-wait", options->decision_wait,
                  "With --sample: decide on a trace when so long no span of it came")
      ->type_name("DURATION")
      ->capture_default_str();
  declare_retention(*app, options->retention);
  declare_keep(*app, options->keep, "Keep in spite of these");
  app->add_flag("--join", options->join,
                "Keep up to date which traces belong together while spans arrive, see tracewh join");
  declare_durability(*app, options->durability);
  declare_lock_timeout(*app, options->lock_timeout);
  app->footer(examples({"tracewh serve", "tracewh serve --keep 72h --max-db-size 2GB",
                        "tracewh serve --otlp-grpc 0.0.0.0:4317 --token-file token --zipkin off"}));
  return {app, [options, &catalogue](const Globals& globals, Io& io) {
            return run_serve(*options, catalogue, globals, io);
          }};
}

}  // namespace tracewh::cli
