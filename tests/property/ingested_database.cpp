#include "property/ingested_database.hpp"

#include "decode/normalize/semantics.hpp"
#include "store/write/writer_database.hpp"
#include "support/ask.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <fstream>

namespace tracewh::property {

std::vector<ingest::FileResult> IngestedDatabase::ingest_files(const std::vector<File>& files,
                                                               const std::optional<std::string>& run) {
  static const decode::Semantics kSemantics = decode::Semantics::shipped();
  const std::atomic<bool> interrupted{false};
  store::WriterDatabase database(file(), store::Durability::kProcess, std::chrono::seconds(1));
  ingest::Options options;
  options.run = run;
  ingest::Ingester ingester(database, {.semantics = kSemantics, .threads = 2}, options, interrupted,
                            [](const ingest::IngestStats&) {});
  std::vector<ingest::FileResult> results;
  for (const auto& [name, bytes] : files) {
    const std::string path = directory_ / name;
    std::ofstream(path, std::ios::binary) << bytes;
    results.push_back(ingester.ingest_file({path}));
  }
  ingester.finish();
  CHECK_FALSE(store::Statement::compile(database.handle(), "PRAGMA foreign_key_check", nullptr).step());
  return results;
}

void IngestedDatabase::ingest(const std::vector<std::string>& files, const std::optional<std::string>& run,
                              const std::set<std::size_t>& without_spans) {
  using Kind = ingest::FileResult::Kind;
  std::vector<File> named;
  for (const std::string& bytes : files) named.push_back({"file" + std::to_string(files_++), bytes});
  const std::vector<ingest::FileResult> results = ingest_files(named, run);
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].kind == Kind::kUnchanged) continue;
    INFO(named[i].name << ": " << results[i].reason);
    const bool is_without = results[i].kind == Kind::kNoSpans || results[i].kind == Kind::kRejected;
    CHECK((is_without || results[i].kind == Kind::kIngested));
    CHECK(is_without == without_spans.contains(i));
  }
}

bool IngestedDatabase::ingest_if_known(const std::string& bytes) {
  return ingest_files({{"file", bytes}}).front().kind == ingest::FileResult::Kind::kIngested;
}

void IngestedDatabase::ingest_as(const std::string& name, const std::string& bytes) {
  ingest_files({{name, bytes}});
}

std::string IngestedDatabase::ask(const std::string& sql) const { return test::ask(file(), sql); }

std::string IngestedDatabase::content() const {
  return ask("SELECT trace_id, span_id, parent_span_id, name, service, role, kind, start_ns, duration_ns, "
             "status, "
             "status_message, evidence, task_id, task_name, task_type, priority, worker_id, capability, "
             "orchestrator_id, message_id, message_type, agent, model, provider, tool, input_tokens, "
             "output_tokens, "
             "cost, session_id, flags, anomalies, attributes, events, links, trace_state, "
             "resource_attributes, "
             "scope_name, scope_version FROM spans ORDER BY trace_id, span_id") +
         ask("SELECT trace_id, root_span_id, name, service, start_ns, end_ns, spans, errors, orphans, "
             "unfinished, "
             "status, has_root, services, agents FROM traces ORDER BY trace_id");
}

}  // namespace tracewh::property
