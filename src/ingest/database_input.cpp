#include "ingest/database_input.hpp"

#include "base/error.hpp"
#include "ingest/stored_spans.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"
#include "query/trace_loader.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace tracewh::ingest {
namespace {

// An ingest takes as long as it takes.
constexpr std::chrono::hours kNoTimeout{24 * 365};

// Of one batch: enough that what its spans share is looked up once for many of them.
constexpr std::size_t kBatchSpans = 5'000;
constexpr std::size_t kBatchBytes = std::size_t{8} << 20;

/// Spans that wait until there are enough of them; those of a batch belong to the same runs.
class BatchMaker {
 public:
  using Write = std::function<void(model::Batch&, const std::vector<std::string>&)>;

  explicit BatchMaker(const Write& write) : write_(write) {}

  void begin_trace(std::vector<std::string> runs) {
    if (runs == runs_) return;
    flush();
    runs_ = std::move(runs);
  }

  void add(const model::Trace& chunk) {
    append(chunk, batch_);
    if (batch_.spans.size() >= kBatchSpans || model::bytes_of(batch_) >= kBatchBytes) flush();
  }

  void flush() {
    if (batch_.spans.empty()) return;
    write_(batch_, runs_);
    batch_ = model::Batch();
  }

 private:
  const Write& write_;
  model::Batch batch_;
  std::vector<std::string> runs_;
};

}  // namespace

bool is_database(std::string_view head) {
  using namespace std::string_view_literals;
  return head.starts_with("SQLite format 3\0"sv);
}

DatabaseInput::DatabaseInput(const std::filesystem::path& file) : reader_(file, kNoTimeout) {
  store::Statement row = prepare(reader_, query::kIsSummary);
  if (!row.step() || row.integer(query::kIsSummary["is_summary"]) == 0) return;
  throw base::Error(
      base::ErrorCode::kOperational,
      fmt::format("{} is a summary, which holds no spans; compare takes it as --base-db", file.string()));
}

std::vector<DatabaseInput::Run> DatabaseInput::runs() {
  std::vector<Run> runs;
  store::Statement rows = prepare(reader_, query::kNamedRuns);
  while (rows.step()) {
    runs.push_back({std::string(rows.text(query::kNamedRuns["name"])),
                    std::string(rows.text(query::kNamedRuns["labels"]))});
  }
  return runs;
}

void DatabaseInput::each_batch(const BatchMaker::Write& write) {
  BatchMaker batches(write);
  query::TraceLoader loader(reader_, query::Payloads::kLoad);
  store::Statement runs_of_trace = prepare(reader_, query::kRunsOfTrace);
  query::each_trace(reader_, [&](const query::TraceKey& trace) {
    std::vector<std::string> runs;
    query::bind_arrival(runs_of_trace, query::kRunsOfTrace.parameter("trace"), trace.arrival);
    while (runs_of_trace.step()) runs.emplace_back(runs_of_trace.text(0));
    runs_of_trace.reset();
    batches.begin_trace(std::move(runs));
    loader.open(trace);
    while (const auto chunk = loader.next({kBatchSpans, kBatchBytes})) batches.add(*chunk);
  });
  batches.flush();
}

void DatabaseInput::each_issue(const std::function<void(const model::Issue&)>& keep) {
  constexpr auto& kIssue = query::kInputIssues;
  store::Statement rows = prepare(reader_, kIssue);
  while (rows.step()) {
    const std::string message =
        fmt::format("{}: {}", rows.text(kIssue["path"]), rows.text(kIssue["message"]));
    keep({static_cast<std::uint64_t>(rows.integer(kIssue["offset"])), rows.text(kIssue["code"]),
          static_cast<model::Severity>(rows.integer(kIssue["severity"])), message,
          static_cast<std::uint64_t>(rows.integer(kIssue["count"]))});
  }
}

}  // namespace tracewh::ingest
