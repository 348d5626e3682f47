#include "bench/encoder.hpp"
#include "bench/trace_maker.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <queue>
#include <stdexcept>
#include <utility>

/// Writes synthetic spans of a multi-agent system to standard output, the same for the same seed.
namespace tracewh::bench {
namespace {

constexpr std::size_t kSpansPerExport = 512;  // the default of OpenTelemetry's batch processor
constexpr std::int64_t kFirstStart = 1'768'467'600'000'000'000;  // 2026-01-15T09:00:00Z
constexpr double kMeanArrivalNs = 50e6;                          // so that some 200 traces run at any time

using Encode = std::string (*)(Service, std::span<const GeneratedSpan>);

struct EndsLater {
  bool operator()(const GeneratedSpan& a, const GeneratedSpan& b) const {
    return a.end_ns != b.end_ns ? a.end_ns > b.end_ns : a.span_id > b.span_id;
  }
};

/// What each service has not exported yet.
class Exporter {
 public:
  explicit Exporter(Encode encode) : encode_(encode) {}

  void add(const GeneratedSpan& span) {
    std::vector<GeneratedSpan>& waiting = waiting_[static_cast<std::size_t>(span.service)];
    waiting.push_back(span);
    if (waiting.size() == kSpansPerExport) flush(span.service);
  }

  void flush(Service service) {
    std::vector<GeneratedSpan>& waiting = waiting_[static_cast<std::size_t>(service)];
    if (waiting.empty()) return;
    const std::string bytes = encode_(service, waiting);
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size())
      throw std::runtime_error("cannot write");
    waiting.clear();
  }

 private:
  Encode encode_;
  std::array<std::vector<GeneratedSpan>, kServices> waiting_;
};

/// Spans leave in the order in which they end: children before parents, traces interleaved.
void generate(std::uint64_t count, TraceMaker& maker, Exporter& exporter) {
  std::priority_queue<GeneratedSpan, std::vector<GeneratedSpan>, EndsLater> running;
  std::int64_t now = kFirstStart;
  while (count > 0) {
    for (GeneratedSpan& span : maker.make(now)) running.push(std::move(span));
    now += static_cast<std::int64_t>(-kMeanArrivalNs * std::log(maker.random().fraction()));
    for (; count > 0 && running.top().end_ns < now; --count) {
      exporter.add(running.top());
      running.pop();
      if (running.empty()) break;
    }
  }
  for (const Service service : {Service::kCoordinator, Service::kWorker, Service::kStorage})
    exporter.flush(service);
}

}  // namespace
}  // namespace tracewh::bench

int main(int argc, char** argv) {
  using namespace tracewh::bench;
  CLI::App app{"Writes synthetic spans of a multi-agent system as OTLP."};
  std::uint64_t spans = 1000;
  std::uint64_t seed = 1;
  std::pair<std::int64_t, std::int64_t> payload{0, 0};
  Encode encode = encode_json;
  const std::map<std::string, Encode> formats{{"otlp-json", encode_json},
                                              {"otlp-proto", encode_protobuf},
                                              {"otlp-proto-stream", encode_protobuf_stream}};
  app.add_option("--spans", spans, "how many spans");
  app.add_option("--seed", seed, "the same seed gives the same spans, in every format");
  app.add_option_function<std::string>("--format",
                                       [&](const std::string& name) { encode = formats.at(name); })
      ->check(CLI::IsMember({"otlp-json", "otlp-proto", "otlp-proto-stream"}));
  app.add_option("--payload-bytes", payload, "MIN-MAX bytes of prompt text in each LLM span")->delimiter('-');
  CLI11_PARSE(app, argc, argv);
  TraceMaker maker(seed, {payload.first, payload.second});
  Exporter exporter(encode);
  generate(spans, maker, exporter);
}
