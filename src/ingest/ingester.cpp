#include "ingest/ingester.hpp"

#include "base/error.hpp"

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
    : decoding_(decoding), interrupted_(interrupted), writer_(database, options, std::move(on_progress)) {}

FileResult Ingester::ingest_file(const Input& input) {
  FileResult result;
  const auto file = open(input, result);
  if (!file) return result;
  result = read(*file);
  return result.kind == FileResult::Kind::kIngested ? judge(file->progress.account) : result;
}

std::unique_ptr<OpenFile> Ingester::open_growing(const Input& input, FileResult& result) {
  auto file = open(input, result);
  if (file && !file->source->compressed()) file->reader.expect_growth();
  return file;
}

std::unique_ptr<OpenFile> Ingester::open(const Input& input, FileResult& result) {
  result = {FileResult::Kind::kUnreadable, input.unreadable};
  if (!input.unreadable.empty()) return nullptr;
  auto source =
      unless_unreadable(result, [&] { return std::make_unique<Source>(input.path, &interrupted_); });
  if (!source) return nullptr;
  const auto earlier = writer_.log().earlier_readings(source->identity(), writer_.run());
  auto file = unless_unreadable(
      result, [&] { return std::make_unique<OpenFile>(std::move(source), decoding_.format, earlier); });
  if (file) {
    for (const store::Reading& reading : file->reader.passed_over()) passed_over_.add(reading);
  }
  if (!file || file->reader.format() != nullptr) return file;
  result = {FileResult::Kind::kUnknownFormat, std::string(file->reader.unsupported_reason())};
  return nullptr;
}

FileResult Ingester::read(OpenFile& file) {
  IngestedFile& progress = file.progress;
  if (progress.account.start.complete && !file.reader.growing()) {
    ++writer_.stats().files_unchanged;
    return {FileResult::Kind::kUnchanged, {}};
  }
  // A growing file that is only looked at leaves no trace.
  bool has_news = !file.reader.growing();
  try {
    run_pipeline(file.reader, decoding_, [&](DecodedBlock& block) {
      has_news = true;
      writer_.write(block, progress);
      if (interrupted_)
        throw Error(ErrorCode::kInterrupted, "interrupted", "run the same command again, it continues");
    });
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
  if (has_news) writer_.commit(progress);
  return {};
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
