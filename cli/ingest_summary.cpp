#include "cli/ingest_summary.hpp"

#include "base/quantity.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>

namespace tracewh::cli {
namespace {

void write_json(const ingest::IngestStats& stats, double seconds, std::ostream& out) {
  nlohmann::ordered_json object{
      {"files", stats.files},
      {"bytes", stats.bytes},
      {"spans_read", stats.spans_read},
      {"spans_inserted", stats.written.inserted},
      {"spans_duplicate", stats.written.duplicate},
      {"spans_conflict", stats.written.conflict},
      {"spans_rejected", stats.spans_rejected},
      {"traces", stats.written.traces},
      {"issues", stats.issues},
      {"seconds", seconds},
  };
  if (stats.sampling) {
    object["traces_dropped"] = stats.dropped.traces;
    object["spans_dropped"] = stats.dropped.spans;
  }
  out << object.dump() << '\n';
}

bool found_nothing_new(const ingest::IngestStats& stats) {
  return stats.files == 0 && stats.files_unchanged > 0 && !stats.sampling;
}

std::string files_text(std::uint64_t count) {
  return fmt::format("{} file{}", base::format_count(count), count == 1 ? "" : "s");
}

void write_text(const ingest::IngestStats& stats, double seconds, std::ostream& err) {
  if (found_nothing_new(stats)) {
    err << fmt::format("{} unchanged, passed over\n", files_text(stats.files_unchanged));
    return;
  }
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(stats.spans_read) / seconds);
  err << fmt::format("{}, {}, {:.2f} s, {} spans/s\n", files_text(stats.files),
                     base::format_bytes(static_cast<double>(stats.bytes)), seconds, base::format_count(rate));
  if (stats.files_unchanged > 0) err << fmt::format("{} unchanged, passed over\n", stats.files_unchanged);
  write_span_counts(stats, err);
}

}  // namespace

void write_span_counts(const ingest::IngestStats& stats, std::ostream& err) {
  const store::WriteCounts& written = stats.written;
  err << fmt::format("{} spans: {} new in {} traces", base::format_count(stats.spans_read),
                     base::format_count(written.inserted), base::format_count(written.traces));
  if (written.duplicate > 0) err << fmt::format(", {} known already", base::format_count(written.duplicate));
  if (written.conflict > 0)
    err << fmt::format(", {} known with other content", base::format_count(written.conflict));
  if (stats.sampling) {
    err << fmt::format(", {} of {} traces dropped by sampling", base::format_count(stats.dropped.spans),
                       base::format_count(stats.dropped.traces));
  }
  if (stats.pruned.traces > 0) {
    err << fmt::format(", {} of {} traces pruned", base::format_count(stats.pruned.spans),
                       base::format_count(stats.pruned.traces));
  }
  if (stats.spans_rejected > 0) err << fmt::format(", {} rejected", base::format_count(stats.spans_rejected));
  err << '\n';
  if (stats.issues > 0) {
    err << fmt::format("{} issue{} with the input; see: tracewh query issues\n",
                       base::format_count(stats.issues), stats.issues == 1 ? "" : "s");
  }
}

void write_summary(const ingest::IngestStats& stats, double seconds, const Globals& globals, Io& io) {
  if (globals.format == "json" || globals.format == "jsonl") {
    write_json(stats, seconds, io.out);
  } else if (!globals.quiet) {
    write_text(stats, seconds, io.err);
  }
}

}  // namespace tracewh::cli
