#include "ingest/batch_writer.hpp"

#include "base/limits.hpp"
#include "base/time.hpp"

namespace tracewh::ingest {

BatchWriter::BatchWriter(store::WriterDatabase& database, const Options& options)
    : sampling_(options.sampling),
      version_(options.version),
      log_(database),
      run_(options.run ? std::optional(log_.store_run(*options.run, options.labels)) : std::nullopt),
      spans_(database, run_),
      sampled_(database) {}

void BatchWriter::write(model::Batch& batch, InputAccount& account, IngestStats& stats, const Hold& hold,
                        std::span<const std::int64_t> runs) {
  enter(account, stats);
  const std::uint64_t rejected = batch.rejected_spans;
  const std::uint64_t read = batch.spans.size() + rejected;
  if (sampling_) sample(batch, stats, hold);
  const store::WriteCounts written = spans_.write(batch, runs);
  for (const model::Issue& issue : batch.issues) keep_issue(issue, account, stats);
  account.progress.spans_read += read;
  account.progress.spans_rejected += rejected;
  account.progress.written += written;
  stats.spans_read += read;
  stats.spans_rejected += rejected;
  stats.written += written;
}

void BatchWriter::sample(model::Batch& batch, IngestStats& stats, const Hold& hold) {
  if (sampling_->keep) {
    for_each_unchosen(batch, sampling_->sampler, hold);
  } else {
    stats.dropped += drop_unchosen(batch, sampling_->sampler, sampled_);
  }
}

void BatchWriter::keep_issue(const model::Issue& issue, InputAccount& account, IngestStats& stats) {
  enter(account, stats);
  stats.issues += issue.count;
  if (issue.severity == model::Severity::kError) {
    stats.errors += issue.count;
    if (account.errors == 0) account.first_error = issue.message;
    account.errors += issue.count;
  }
  if (account.issues++ < base::limits::kIssuesPerFile) log_.add_issue(account.id, issue);
}

void BatchWriter::store_progress(InputAccount& account, IngestStats& stats) {
  enter(account, stats);
  spans_.flush();
  log_.store_progress(account.id, account.identity, account.progress);
}

/// Begins the account in the database when it is new.
void BatchWriter::enter(InputAccount& account, IngestStats& stats) {
  if (account.id != 0) return;
  begin_ingest();
  account.id = log_.begin_file(*ingest_, account.identity, account.format, account.start);
  ++stats.files;
}

void BatchWriter::begin_ingest() {
  if (!ingest_) ingest_ = log_.begin_ingest(run_, base::now_ns(), version_);
}

void BatchWriter::finish_ingest(std::int64_t now_ns) {
  if (ingest_) log_.finish_ingest(*ingest_, now_ns);
}

}  // namespace tracewh::ingest
