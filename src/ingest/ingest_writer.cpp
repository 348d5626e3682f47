#include "ingest/ingest_writer.hpp"

#include "base/limits.hpp"
#include "base/time.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace tracewh::ingest {
namespace {

// A commit costs little, but what touches the same pages twice within a transaction writes them once.
// More than this would only delay what readers see.
constexpr std::size_t kSpansPerTransaction = 250'000;

// Held traces decided on in one transaction: few enough that the write-ahead log stays small.
constexpr std::size_t kDecisionsPerTransaction = 1'000;

}  // namespace

IngestedFile::IngestedFile(store::FileIdentity file, std::string_view format_name,
                           const store::Reading& begin)
    : identity(std::move(file)), format(format_name), start(begin) {
  progress.offset = begin.offset;
  progress.digest = begin.digest;
}

IngestWriter::IngestWriter(store::WriterDatabase& database, const Options& options, OnProgress on_progress)
    : database_(database),
      sampling_(options.sampling),
      on_progress_(std::move(on_progress)),
      log_(database),
      run_(options.run ? std::optional(log_.store_run(*options.run, options.labels)) : std::nullopt),
      ingest_(log_.begin_ingest(run_, base::now_ns(), options.version)),
      writer_(database, run_),
      sampled_(database) {
  if (sampling_) totals_.dropped.emplace();
}

void IngestWriter::begin() {
  if (!in_transaction_) database_.begin();
  in_transaction_ = true;
}

void IngestWriter::enter(IngestedFile& file) {
  begin();
  if (file.id != 0) return;
  file.id = log_.begin_file(ingest_, file.identity, file.format, file.start);
  ++totals_.files;
}

void IngestWriter::write(DecodedBlock& block, IngestedFile& file) {
  file.writing = true;
  enter(file);
  const std::size_t spans_read = block.batch.spans.size();
  if (sampling_) sample(block.batch);
  const store::WriteCounts counts = writer_.write(block.batch);
  for (const model::Issue& issue : block.batch.issues) keep_issue(issue, file);
  count(block, spans_read, counts, file);
  spans_in_transaction_ += block.batch.spans.size();
  if (spans_in_transaction_ >= kSpansPerTransaction) commit(file);
  file.writing = false;
  on_progress_(totals_);
}

void IngestWriter::count(const DecodedBlock& block, std::size_t spans_read, const store::WriteCounts& counts,
                         IngestedFile& file) {
  const std::uint64_t rejected = block.batch.rejected_spans;
  file.progress.offset = block.end_offset;
  file.progress.digest = block.digest;
  file.progress.complete = block.last;
  file.progress.spans_read += spans_read + rejected;
  file.progress.spans_rejected += rejected;
  file.progress.written += counts;
  totals_.bytes += block.bytes_read - file.bytes_read;
  file.bytes_read = block.bytes_read;
  totals_.spans_read += spans_read + rejected;
  totals_.spans_rejected += rejected;
  totals_.written += counts;
}

void IngestWriter::sample(model::Batch& batch) {
  if (sampling_->keep) {
    for_each_unchosen(batch, sampling_->sampler, [&](const model::TraceId& id) { sampled_.hold(id); });
  } else {
    *totals_.dropped += drop_unchosen(batch, sampling_->sampler, sampled_);
  }
}

void IngestWriter::keep_issue(const model::Issue& issue, IngestedFile& file) {
  enter(file);
  totals_.issues += issue.count;
  if (issue.severity == model::Severity::kError) totals_.errors += issue.count;
  if (file.issues++ < base::limits::kIssuesPerFile) log_.add_issue(file.id, issue);
}

void IngestWriter::commit(IngestedFile& file) {
  enter(file);
  writer_.flush();
  log_.store_progress(file.id, file.progress);
  database_.commit();
  in_transaction_ = false;
  spans_in_transaction_ = 0;
}

void IngestWriter::finish() {
  decide_on_held();
  begin();
  writer_.refresh_totals();
  log_.finish_ingest(ingest_, base::now_ns());
  database_.commit();
  in_transaction_ = false;
}

void IngestWriter::decide_on_held() {
  // What a killed ingest left open is decided by the next one, so that a trace is never half there.
  begin();
  if (!sampling_) sampled_.release_all();
  while (true) {
    const std::vector<model::TraceId> held = sampled_.held(kDecisionsPerTransaction);
    store::DroppedCounts dropped;
    for (const model::TraceId& trace_id : held) {
      dropped += sampled_.decide(trace_id, sampling_->rule(), writer_);
    }
    writer_.flush();
    database_.commit();
    in_transaction_ = false;
    if (held.empty()) return;
    *totals_.dropped += dropped;
    // They count as new only once it is decided that they stay; a killed ingest counted them for itself.
    totals_.written.traces -= std::min(totals_.written.traces, dropped.traces);
    totals_.written.inserted -= std::min(totals_.written.inserted, dropped.spans);
    begin();
  }
}

}  // namespace tracewh::ingest
