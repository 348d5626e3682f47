#include "store/write/ingest_log.hpp"

#include "store/sqlite/named_statements.hpp"

#include <algorithm>

namespace tracewh::store {
namespace {

constexpr Columns kReading("earlier_readings");
static_assert(kReading["offset"] == Columns("readings_of_size")["offset"] &&
              kReading["digest"] == Columns("readings_of_size")["digest"] &&
              kReading["complete"] == Columns("readings_of_size")["complete"]);

// Readings that are kept in memory by the size of their file, about 100 bytes each, unless more are of one
// size.
constexpr std::size_t kRememberedReadings = 200'000;

constexpr Columns kFindings("findings");
constexpr Columns kInode("last_inode");

/// Runs an insertion that returns the new row's number.
std::int64_t insert_returning(Statement& statement) {
  statement.step();
  const std::int64_t id = statement.integer(0);
  // The row is stored only once the statement has ended.
  while (statement.step()) {
  }
  return id;
}

std::int64_t integer(std::uint64_t value) { return static_cast<std::int64_t>(value); }

Cell size_cell(const FileIdentity& file) { return file.size ? Cell{integer(*file.size)} : Cell{}; }

Cell device_cell(const FileIdentity& file) { return file.inode ? Cell{integer(file.inode->device)} : Cell{}; }

Cell inode_cell(const FileIdentity& file) { return file.inode ? Cell{integer(file.inode->number)} : Cell{}; }

Digest digest_of(const Statement& row, int column) {
  Digest digest{};
  const std::string_view bytes = row.text(column);
  if (bytes.size() != digest.size()) row.fail_damaged("the digest of a file cannot be read");
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

/// Adds what the rows of one of the two statements tell.
void add_all(Statement& rows, Readings& readings) {
  while (rows.step()) {
    readings.add({static_cast<std::uint64_t>(rows.integer(kReading["offset"])),
                  digest_of(rows, kReading["digest"]), rows.integer(kReading["complete"]) != 0});
  }
}

}  // namespace

IngestLog::IngestLog(WriterDatabase& database)
    : store_run_(database.handle(), "store_run"),
      begin_ingest_(database.handle(), "begin_ingest"),
      finish_ingest_(database.handle(), "finish_ingest"),
      earlier_readings_(database.handle(), "earlier_readings"),
      readings_of_size_(database.handle(), "readings_of_size"),
      findings_(database.handle(), "findings"),
      last_inode_(database.handle(), "last_inode"),
      begin_file_(database.handle(), "begin_file"),
      store_progress_(database.handle(), "store_progress"),
      insert_issue_(database.handle(), "insert_issue") {}

std::int64_t IngestLog::store_run(std::string_view name, std::string_view labels) {
  return insert_returning(store_run_.bind_all(name, labels));
}

std::int64_t IngestLog::begin_ingest(std::optional<std::int64_t> run, std::int64_t now_ns,
                                     std::string_view version) {
  return insert_returning(begin_ingest_.bind_all(run ? Cell{*run} : Cell{}, now_ns, version));
}

void IngestLog::finish_ingest(std::int64_t ingest, std::int64_t now_ns) {
  finish_ingest_.bind_all(now_ns, ingest).run();
}

Readings IngestLog::earlier_readings(const FileIdentity& file, std::optional<std::int64_t> run) {
  if (!file.size) return {};
  Readings readings(readings_of_size(*file.size, run));
  earlier_readings_.bind_all(std::string_view(file.path), size_cell(file), device_cell(file),
                             inode_cell(file), run ? Cell{*run} : Cell{});
  add_all(earlier_readings_, readings);
  return readings;
}

const Readings& IngestLog::readings_of_size(std::uint64_t size, std::optional<std::int64_t> run) {
  if (const auto found = by_size_.find(size); found != by_size_.end()) return found->second;
  if (remembered_ > kRememberedReadings) {
    by_size_.clear();
    remembered_ = 0;
  }
  Readings& readings = by_size_[size];
  readings_of_size_.bind_all(integer(size), run ? Cell{*run} : Cell{});
  add_all(readings_of_size_, readings);
  remembered_ += readings.size() + 1;
  return readings;
}

Findings IngestLog::findings(const Readings& readings) {
  Findings findings;
  while (findings_.step()) {
    const auto offset = static_cast<std::uint64_t>(findings_.integer(kFindings["offset"]));
    const auto reading = readings.find(offset, digest_of(findings_, kFindings["digest"]));
    if (!reading) continue;
    findings.has_spans |= findings_.integer(kFindings["has_spans"]) != 0;
    findings.has_errors |= findings_.integer(kFindings["has_errors"]) != 0;
    findings.has_errors |= reading->complete && findings_.integer(kFindings["has_errors_behind"]) != 0;
  }
  return findings;
}

std::optional<Inode> IngestLog::last_inode(std::string_view path) {
  std::optional<Inode> inode;
  last_inode_.bind_all(path);
  while (last_inode_.step()) {
    inode = {static_cast<std::uint64_t>(last_inode_.integer(kInode["device"])),
             static_cast<std::uint64_t>(last_inode_.integer(kInode["inode"]))};
  }
  return inode;
}

std::int64_t IngestLog::begin_file(std::int64_t ingest, const FileIdentity& file, std::string_view format,
                                   const Reading& start) {
  begin_file_.bind_all(ingest, std::string_view(file.path), size_cell(file), device_cell(file),
                       inode_cell(file), format, integer(start.offset), start.digest);
  return insert_returning(begin_file_);
}

void IngestLog::store_progress(std::int64_t file, const FileIdentity& identity,
                               const FileProgress& progress) {
  store_progress_
      .bind_all(integer(progress.offset), std::int64_t{progress.complete}, progress.digest,
                integer(progress.spans_read), integer(progress.written.inserted),
                integer(progress.written.duplicate), integer(progress.written.conflict),
                integer(progress.spans_rejected), file)
      .run();
  if (!progress.complete || !identity.size) return;
  // Another file of this ingest may have the same content.
  const auto same_size = by_size_.find(*identity.size);
  if (same_size == by_size_.end()) return;
  same_size->second.add({progress.offset, progress.digest, true});
  ++remembered_;
}

void IngestLog::add_issue(std::int64_t file, const model::Issue& issue) {
  insert_issue_
      .bind_all(file, integer(issue.offset), static_cast<std::int64_t>(issue.severity), issue.code,
                issue.message, integer(issue.count))
      .run();
}

}  // namespace tracewh::store
