#include "decode/normalize/semantics.hpp"
#include "ingest/block_reader.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/source.hpp"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

/// What an ingest is compared with: the same reading and decoding, and each span appended whole to one table
/// that has no key and no index, in one transaction. Nothing that stores these spans in SQLite does less.
namespace tracewh::bench {
namespace {

constexpr auto kSetUp = R"sql(
  PRAGMA page_size = 16384;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = OFF;
  PRAGMA wal_autocheckpoint = 0;
  CREATE TABLE span (trace_id BLOB, span_id INTEGER, parent_span_id INTEGER, name TEXT, service TEXT, kind INTEGER,
                     start_ns INTEGER, end_ns INTEGER, status INTEGER, status_message TEXT, attribute_keys TEXT,
                     attribute_values TEXT, events TEXT, links TEXT);
  BEGIN;
)sql";
constexpr auto kInsert = "INSERT INTO span VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto kFinish = "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);";

/// Binds without copying: the batch outlives the step. SQLiteCpp can do that only for whole strings.
void bind(sqlite3_stmt* insert, int column, std::string_view text) {
  sqlite3_bind_text(insert, column, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

void bind(sqlite3_stmt* insert, int column, std::int64_t value) { sqlite3_bind_int64(insert, column, value); }

void append(sqlite3_stmt* insert, const model::Batch& batch, const model::SpanRecord& span) {
  sqlite3_bind_blob(insert, 1, span.trace_id.bytes.data(), static_cast<int>(span.trace_id.bytes.size()),
                    SQLITE_STATIC);
  bind(insert, 2, static_cast<std::int64_t>(span.span_id.value));
  bind(insert, 3, static_cast<std::int64_t>(span.parent_span_id.value));
  bind(insert, 4, batch.strings[span.name]);
  bind(insert, 5, batch.strings[batch.resources[span.resource].service]);
  bind(insert, 6, std::int64_t{span.kind});
  bind(insert, 7, span.start_ns);
  bind(insert, 8, span.end_ns);
  bind(insert, 9, static_cast<std::int64_t>(span.status));
  bind(insert, 10, span.status_message);
  bind(insert, 11, batch.strings[span.attribute_keys]);
  bind(insert, 12, span.attribute_values);
  bind(insert, 13, span.events);
  bind(insert, 14, span.links);
  if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error("cannot insert");
  sqlite3_reset(insert);
}

void load(const std::string& input, const std::string& output) {
  SQLite::Database database(output, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(kSetUp);
  sqlite3_stmt* insert = nullptr;
  if (sqlite3_prepare_v2(database.getHandle(), kInsert, -1, &insert, nullptr) != SQLITE_OK) {
    throw std::runtime_error(database.getErrorMsg());
  }
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> owner(insert, &sqlite3_finalize);
  ingest::Source source(input);
  ingest::BlockReader reader(source, nullptr);
  if (reader.format() == nullptr) throw std::runtime_error("unknown format: " + input);
  const auto semantics = decode::Semantics::shipped();
  ingest::run_pipeline(reader, {semantics}, [&](const ingest::DecodedBlock& block) {
    for (const model::SpanRecord& span : block.batch.spans) append(insert, block.batch, span);
  });
  database.exec(kFinish);
}

}  // namespace
}  // namespace tracewh::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: tracewh_floor INPUT DATABASE\n");
    return 3;
  }
  try {
    tracewh::bench::load(argv[1], argv[2]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tracewh_floor: {}\n", error.what());
    return 1;
  }
}
