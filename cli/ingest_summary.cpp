#include "cli/ingest_summary.hpp"

#include "cli/numbers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tracewh::cli {
namespace {

void write_json(const ingest::Totals& totals, double seconds, std::ostream& out) {
  nlohmann::ordered_json object{
      {"files", totals.files},
      {"bytes", totals.bytes},
      {"spans_read", totals.spans_read},
      {"spans_inserted", totals.written.inserted},
      {"spans_duplicate", totals.written.duplicate},
      {"spans_conflict", totals.written.conflict},
      {"spans_rejected", totals.spans_rejected},
      {"traces", totals.written.traces},
      {"issues", totals.issues},
      {"seconds", seconds},
  };
  if (totals.dropped) {
    object["traces_dropped"] = totals.dropped->traces;
    object["spans_dropped"] = totals.dropped->spans;
  }
  out << object.dump() << '\n';
}

void write_text(const ingest::Totals& totals, double seconds, std::ostream& err) {
  const store::WriteCounts& written = totals.written;
  const auto rate = static_cast<std::uint64_t>(static_cast<double>(totals.spans_read) / seconds);
  err << fmt::format("{} file{}, {}, {:.2f} s, {} spans/s\n", totals.files, totals.files == 1 ? "" : "s",
                     format_bytes(totals.bytes), seconds, format_count(rate));
  if (totals.files_unchanged > 0) err << fmt::format("{} unchanged, passed over\n", totals.files_unchanged);
  err << fmt::format("{} spans: {} new in {} traces", format_count(totals.spans_read),
                     format_count(written.inserted), format_count(written.traces));
  if (written.duplicate > 0) err << fmt::format(", {} known already", format_count(written.duplicate));
  if (written.conflict > 0)
    err << fmt::format(", {} known with other content", format_count(written.conflict));
  if (totals.dropped) {
    err << fmt::format(", {} of {} traces dropped by sampling", format_count(totals.dropped->spans),
                       format_count(totals.dropped->traces));
  }
  if (totals.spans_rejected > 0) err << fmt::format(", {} rejected", format_count(totals.spans_rejected));
  err << '\n';
  if (totals.issues > 0) {
    err << fmt::format("{} issue{} with the input; see: tracewh query issues\n", format_count(totals.issues),
                       totals.issues == 1 ? "" : "s");
  }
}

}  // namespace

void write_summary(const ingest::Totals& totals, double seconds, const Globals& globals, Io& io) {
  if (globals.format == "json" || globals.format == "jsonl") {
    write_json(totals, seconds, io.out);
  } else if (!globals.quiet) {
    write_text(totals, seconds, io.err);
  }
}

}  // namespace tracewh::cli
