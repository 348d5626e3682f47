#include "cli/live_metrics.hpp"

#include <string_view>

namespace tracewh::cli {
namespace {

void write_stored(const ingest::IngestStats& stats, net::PrometheusText& out) {
  out.begin("tracewh_spans_written_total", "counter", "Spans committed, by what was known of them.");
  out.sample("outcome", "new", stats.written.inserted);
  out.sample("outcome", "duplicate", stats.written.duplicate);
  out.sample("outcome", "conflict", stats.written.conflict);
  out.begin("tracewh_traces_removed_total", "counter", "Traces that were removed or never stored.");
  out.sample("reason", "sampling", stats.dropped.traces);
  out.sample("reason", "pruning", stats.pruned.traces);
  out.begin("tracewh_spans_removed_total", "counter", "Spans of these traces.");
  out.sample("reason", "sampling", stats.dropped.spans);
  out.sample("reason", "pruning", stats.pruned.spans);
}

void write_commits(const ingest::LiveStatus& status, net::PrometheusText& out) {
  out.begin("tracewh_commits_total", "counter", "Commits of batches.");
  out.sample("result", "done", status.commits);
  out.sample("result", "failed", status.failed_commits);
  out.begin("tracewh_commit_seconds_total", "counter", "Time spent on commits.");
  out.sample(status.total_commit);
  out.begin("tracewh_last_commit_seconds", "gauge", "Time that the last commit took.");
  out.sample(status.last_commit);
}

void write_gauge(std::string_view name, std::string_view help, std::uint64_t value,
                 net::PrometheusText& out) {
  out.begin(name, "gauge", help);
  out.sample(value);
}

}  // namespace

void write_metrics(const ingest::LiveStatus& status, net::PrometheusText& out) {
  write_stored(status.stats, out);
  write_commits(status, out);
  write_gauge("tracewh_queue_batches", "Batches that wait to be stored.", status.waiting.batches, out);
  write_gauge("tracewh_queue_bytes", "Bytes as which these batches came.", status.waiting.bytes, out);
  write_gauge("tracewh_database_bytes", "Bytes of the database that hold something.",
              static_cast<std::uint64_t>(status.used_bytes), out);
  write_gauge("tracewh_wal_bytes", "Bytes of the write-ahead log.",
              static_cast<std::uint64_t>(status.log_bytes), out);
}

}  // namespace tracewh::cli
