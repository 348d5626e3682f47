#include "ingest/ingester.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "ingest/resume.hpp"

#include <chrono>
#include <utility>

namespace tracewh::ingest {
namespace {

using base::Error, base::ErrorCode;

// A commit costs little, but what touches the same pages twice within a transaction writes them once.
// More than this would only delay what readers see.
constexpr std::size_t kSpansPerTransaction = 50'000;

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

/// A file that is being ingested.
struct Ingester::File {
  std::int64_t id = 0;
  store::FileProgress progress;
  std::uint64_t bytes_before = 0;  ///< of other files, in the totals
  std::size_t issues = 0;
  bool writing = false;  ///< an exception now means that the database failed
};

Ingester::Ingester(store::WriterDatabase& database, const decode::Semantics& semantics, Options options,
                   const std::atomic<bool>& interrupted, OnProgress on_progress)
    : database_(database),
      semantics_(semantics),
      options_(std::move(options)),
      interrupted_(interrupted),
      on_progress_(std::move(on_progress)),
      log_(database),
      run_(options_.run ? std::optional(log_.store_run(*options_.run, options_.labels)) : std::nullopt),
      ingest_(log_.begin_ingest(run_, now_ns(), options_.version)),
      writer_(database, run_) {}

void Ingester::begin() {
  if (!in_transaction_) database_.begin();
  in_transaction_ = true;
}

FileResult Ingester::ingest_file(const std::string& path) {
  std::optional<Source> source;
  try {
    source.emplace(path);
  } catch (const Error& error) {
    return {FileResult::Kind::kUnreadable, error.what()};
  }
  return ingest(*source, log_.earlier_readings(path, source->size(), run_));
}

FileResult Ingester::ingest(Source& source, const std::vector<store::Reading>& earlier) {
  File file;
  file.bytes_before = totals_.bytes;
  try {
    const auto start = find_resume_point(source.path(), earlier).value_or(store::Reading{});
    if (start.complete) {
      ++totals_.files_unchanged;
      return {FileResult::Kind::kUnchanged, {}};
    }
    BlockReader reader(source, options_.format, start.offset);
    if (reader.format() == nullptr) return {FileResult::Kind::kUnknownFormat, {}};
    file.progress.offset = start.offset;
    file.progress.digest = start.digest;
    file.writing = true;
    begin();
    file.id = log_.begin_file(ingest_, source.path(), source.size(), reader.format()->name, start);
    file.writing = false;
    ++totals_.files;
    run_pipeline(reader, semantics_, options_.decode_threads,
                 [&](DecodedBlock& block) { write(block, file); });
  } catch (const Error& error) {
    if (file.writing) throw;
    if (error.code() == ErrorCode::kInterrupted) {
      commit(file);
      throw;
    }
    if (file.id != 0) {
      keep_issue({file.progress.offset, "unreadable", model::Severity::kError, error.what(), 1}, file);
      commit(file);
    }
    return {FileResult::Kind::kUnreadable, error.what()};
  }
  commit(file);
  return {};
}

void Ingester::write(DecodedBlock& block, File& file) {
  file.writing = true;
  begin();
  const model::Batch& batch = block.batch;
  const store::WriteCounts counts = writer_.write(batch);
  for (const model::Issue& issue : batch.issues) keep_issue(issue, file);

  file.progress.offset = block.end_offset;
  file.progress.digest = block.digest;
  file.progress.complete = block.last;
  file.progress.spans_read += batch.spans.size() + batch.rejected_spans;
  file.progress.spans_rejected += batch.rejected_spans;
  file.progress.written += counts;
  totals_.bytes = file.bytes_before + block.bytes_read;
  totals_.spans_read += batch.spans.size() + batch.rejected_spans;
  totals_.spans_rejected += batch.rejected_spans;
  totals_.written += counts;

  spans_in_transaction_ += batch.spans.size();
  if (spans_in_transaction_ >= kSpansPerTransaction) commit(file);
  file.writing = false;
  on_progress_(totals_);
  if (interrupted_)
    throw Error(ErrorCode::kInterrupted, "interrupted", "run the same command again, it continues");
}

void Ingester::keep_issue(const model::Issue& issue, File& file) {
  totals_.issues += issue.count;
  if (issue.severity == model::Severity::kError) totals_.errors += issue.count;
  if (file.issues++ < base::limits::kIssuesPerFile) log_.add_issue(file.id, issue);
}

void Ingester::commit(File& file) {
  begin();
  writer_.flush();
  log_.store_progress(file.id, file.progress);
  database_.commit();
  in_transaction_ = false;
  spans_in_transaction_ = 0;
}

void Ingester::finish() {
  begin();
  log_.finish_ingest(ingest_, now_ns());
  database_.commit();
  in_transaction_ = false;
}

}  // namespace tracewh::ingest
