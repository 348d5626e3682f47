#include "ingest/ingest_writer.hpp"

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

IngestWriter::IngestWriter(store::WriterDatabase& database, const Options& options, OnProgress on_progress)
    : database_(database),
      sampling_(options.sampling),
      on_progress_(std::move(on_progress)),
      batches_(database, options) {
  stats_.sampling = sampling_.has_value();
  batches_.begin_ingest();
}

void IngestWriter::begin() {
  if (!in_transaction_) database_.begin();
  in_transaction_ = true;
}

void IngestWriter::write(DecodedBlock& block, IngestedFile& file) {
  file.writing = true;
  begin();
  batches_.write(
      block.batch, file.account, stats_,
      [this](const model::TraceId& trace_id) { batches_.sampled().hold(trace_id); }, block.runs);
  store::FileProgress& progress = file.account.progress;
  progress.offset = block.end_offset;
  progress.digest = block.digest;
  progress.complete = block.last;
  stats_.bytes += block.bytes_read - file.bytes_read;
  file.bytes_read = block.bytes_read;
  spans_in_transaction_ += block.batch.spans.size();
  if (spans_in_transaction_ >= kSpansPerTransaction) commit(file);
  file.writing = false;
  on_progress_(stats_);
}

std::int64_t IngestWriter::store_run(const std::string& name, const std::string& labels) {
  begin();
  return batches_.log().store_run(name, labels);
}

void IngestWriter::keep_issue(const model::Issue& issue, IngestedFile& file) {
  begin();
  batches_.keep_issue(issue, file.account, stats_);
}

void IngestWriter::commit(IngestedFile& file) {
  begin();
  batches_.store_progress(file.account, stats_);
  database_.commit();
  in_transaction_ = false;
  spans_in_transaction_ = 0;
}

void IngestWriter::finish() {
  decide_on_held();
  begin();
  batches_.spans().refresh_totals();
  batches_.finish_ingest(base::now_ns());
  database_.commit();
  in_transaction_ = false;
}

void IngestWriter::decide_on_held() {
  // What a killed ingest left open is decided by the next one, so that a trace is never half there.
  begin();
  store::SampledTraces& sampled = batches_.sampled();
  if (!sampling_) sampled.release_all();
  while (true) {
    const std::vector<model::TraceId> held = sampled.held(kDecisionsPerTransaction);
    store::DroppedCounts dropped;
    for (const model::TraceId& trace_id : held) {
      dropped += sampled.decide(trace_id, sampling_->rule(), batches_.spans());
    }
    batches_.spans().flush();
    database_.commit();
    in_transaction_ = false;
    if (held.empty()) return;
    stats_.dropped += dropped;
    // They count as new only once it is decided that they stay; a killed ingest counted them for itself.
    stats_.written.traces -= std::min(stats_.written.traces, dropped.traces);
    stats_.written.inserted -= std::min(stats_.written.inserted, dropped.spans);
    begin();
  }
}

}  // namespace tracewh::ingest
