#include "ingest/ingester.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

namespace tracewh::ingest {

namespace {

using base::Error, base::ErrorCode;

/// A line without its break may go on; closed brackets and binary records tell by themselves where they end.
bool shows_its_end(std::string_view record) {
  const std::size_t last = record.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return false;
  const bool is_text = record.front() >= ' ' && record.front() <= '~';
  return !is_text || record[last] == '}' || record[last] == ']';
}

InputAccount account_of(const store::FileIdentity& identity, const decode::Format* format,
                        const store::Reading& start) {
  InputAccount account;
  account.identity = identity;
  if (format != nullptr) account.format = format->name;
  account.start = start;
  account.progress.offset = start.offset;
  account.progress.digest = start.digest;
  return account;
}

/// What `open` makes; null, with the reason in `result`, when reading fails.
template <typename Open>
auto unless_unreadable(FileResult& result, Open open) -> decltype(open()) {
  try {
    return open();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInterrupted) throw;
    result = {FileResult::Kind::kUnreadable, error.what()};
    return nullptr;
  }
}

/// Whether more belongs to a database than its file tells.
bool has_write_ahead_log(const std::string& path) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(path + "-wal", missing);
  return !missing && size > 0;
}

/// Why a database cannot be read, as a clause about the file, which is named before it.
std::string clause_of(const std::string& path, const Error& error) {
  const std::string_view text = error.what();
  std::string clause =
      text.starts_with(path) ? fmt::format("it{}", text.substr(path.size())) : std::string(text);
  // Other hints are for those who ask questions of it.
  if (error.hint().ends_with("migrate")) clause += "; " + error.hint();
  return clause;
}

/// What a file that was read from its beginning came to.
FileResult judge(const InputAccount& account) {
  using Kind = FileResult::Kind;
  const store::FileProgress& progress = account.progress;
  if (account.start.offset != 0 || progress.spans_read > progress.spans_rejected) return {};
  if (account.errors == 0) return {Kind::kNoSpans, {}};
  return {Kind::kRejected, "nothing in it could be used: " + account.first_error};
}

}  // namespace

OpenFile::OpenFile(std::unique_ptr<Source> opened, const decode::Format* forced,
                   const store::Readings& earlier)
    : source(std::move(opened)),
      reader(*source, forced),
      progress{account_of(source->identity(), reader.format(), reader.resume(earlier))} {}

Ingester::Ingester(store::WriterDatabase& database, const Decoding& decoding, const Options& options,
                   const std::atomic<bool>& interrupted, IngestWriter::OnProgress on_progress)
    : database_(database),
      decoding_(decoding),
      interrupted_(interrupted),
      writer_(database, options, std::move(on_progress)) {}

FileResult Ingester::ingest_file(const Input& input) {
  FileResult result;
  const auto file = open(input, result);
  if (!file) return result;
  if (file->reader.holds_database()) return ingest_database(*file);
  result = read(*file);
  return result.kind == FileResult::Kind::kIngested ? judge(file->progress.account) : result;
}

std::unique_ptr<OpenFile> Ingester::open_growing(const Input& input, FileResult& result) {
  auto file = open(input, result);
  if (file && file->reader.holds_database()) {
    result = {FileResult::Kind::kUnknownFormat, "it is a database, which cannot be followed"};
    return nullptr;
  }
  if (file && !file->source->compressed()) file->reader.expect_growth();
  return file;
}

std::unique_ptr<OpenFile> Ingester::open(const Input& input, FileResult& result) {
  result = {FileResult::Kind::kUnreadable, input.unreadable};
  if (!input.unreadable.empty()) return nullptr;
  if (database_.owns(input.path)) {
    result = {FileResult::Kind::kUnknownFormat, "it belongs to the database that is written"};
    return nullptr;
  }
  auto source =
      unless_unreadable(result, [&] { return std::make_unique<Source>(input.path, &interrupted_); });
  if (!source) return nullptr;
  const auto earlier = writer_.log().earlier_readings(source->identity(), writer_.run());
  auto file = unless_unreadable(
      result, [&] { return std::make_unique<OpenFile>(std::move(source), decoding_.format, earlier); });
  if (!file) return nullptr;
  for (const store::Reading& reading : file->reader.passed_over()) passed_over_.add(reading);
  if (file->reader.format() != nullptr || file->reader.holds_database()) return file;
  result = {FileResult::Kind::kUnknownFormat, std::string(file->reader.unsupported_reason())};
  return nullptr;
}

FileResult Ingester::read(OpenFile& file) {
  IngestedFile& progress = file.progress;
  if (progress.account.start.complete && !file.reader.growing()) return unchanged();
  // A growing file that is only looked at leaves no trace.
  bool has_news = !file.reader.growing();
  const FileResult result = keep_what_is_read(progress, [&] {
    run_pipeline(file.reader, decoding_, [&](DecodedBlock& block) {
      has_news = true;
      write(block, progress);
    });
  });
  if (result.kind == FileResult::Kind::kIngested && has_news) writer_.commit(progress);
  return result;
}

FileResult Ingester::ingest_database(OpenFile& file) {
  IngestedFile& progress = file.progress;
  const store::FileIdentity& identity = file.source->identity();
  if (!identity.size) return {FileResult::Kind::kUnknownFormat, "it is a database, which must be a file"};
  if (decoding_.redaction != nullptr) {
    return {FileResult::Kind::kUnreadable,
            identity.path +
                " is a database, in which values cannot be hidden any more; ingest what it was made from"};
  }
  if (progress.account.start.complete) return unchanged();
  store::Reading whole;
  std::optional<DatabaseInput> input;
  try {
    // Before its content is read: what is written to it meanwhile makes it another one.
    whole = file.reader.pass_over_rest();
    if (has_write_ahead_log(identity.path)) whole = {};
    input.emplace(identity.path);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kInterrupted) throw;
    return {FileResult::Kind::kUnknownFormat, clause_of(identity.path, error)};
  }
  progress.account.format = kDatabaseFormat;
  progress.account.start = {};
  const FileResult result = keep_what_is_read(progress, [&] { read(*input, file); });
  if (result.kind != FileResult::Kind::kIngested) return result;
  store::FileProgress& account = progress.account.progress;
  account.offset = whole.offset;
  account.digest = whole.digest;
  account.complete = whole.complete;
  writer_.commit(progress);
  return account.spans_read > 0 ? result : FileResult{FileResult::Kind::kNoSpans, {}};
}

void Ingester::read(DatabaseInput& input, OpenFile& file) {
  IngestedFile& progress = file.progress;
  std::map<std::string, std::int64_t> runs;
  for (const DatabaseInput::Run& run : input.runs()) {
    progress.writing = true;
    runs[run.name] = writer_.store_run(run.name, run.labels);
    progress.writing = false;
  }
  input.each_batch([&](model::Batch& batch, const std::vector<std::string>& names) {
    DecodedBlock block;
    block.batch = std::move(batch);
    for (const std::string& name : names) block.runs.push_back(runs.at(name));
    block.bytes_read = file.source->bytes_read();
    write(block, progress);
  });
  input.each_issue([&](const model::Issue& issue) {
    progress.writing = true;
    writer_.keep_issue(issue, progress);
    progress.writing = false;
  });
}

FileResult Ingester::unchanged() {
  ++writer_.stats().files_unchanged;
  return {FileResult::Kind::kUnchanged, {}};
}

void Ingester::write(DecodedBlock& block, IngestedFile& progress) {
  writer_.write(block, progress);
  if (interrupted_)
    throw Error(ErrorCode::kInterrupted, "interrupted", "run the same command again, it continues");
}

FileResult Ingester::keep_what_is_read(IngestedFile& progress, const std::function<void()>& read) {
  try {
    read();
    return {};
  } catch (const Error& error) {
    if (progress.writing) throw;
    if (error.code() == ErrorCode::kInterrupted) {
      writer_.commit(progress);
      throw;
    }
    writer_.keep_issue(
        {progress.account.progress.offset, "unreadable", model::Severity::kError, error.what(), 1}, progress);
    writer_.commit(progress);
    return {FileResult::Kind::kUnreadable, error.what()};
  }
}

void Ingester::read_rest(OpenFile& file) {
  const Block rest = file.reader.rest();
  if (rest.records.empty() || !rest.issues.empty()) return;
  const auto [begin, end] = rest.records.back();
  if (!shows_its_end(std::string_view(rest.bytes).substr(begin, end - begin))) return;
  DecodedBlock decoded = decode_block(rest, decoding_, *file.reader.format()->make_decoder());
  if (!decoded.batch.issues.empty()) return;
  const store::Reading accepted = file.reader.accept_rest();
  decoded.end_offset = accepted.offset;
  decoded.digest = accepted.digest;
  writer_.write(decoded, file.progress);
  writer_.commit(file.progress);
}

}  // namespace tracewh::ingest
