#pragma once

#include "ingest/live_sink.hpp"
#include "support/ask.hpp"
#include "support/temporary_directory.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <utility>

namespace tracewh::ingest::test {

/// When the times of these tests begin, so that they are plausible and yet easy to read.
inline constexpr std::int64_t kEpoch = 1'700'000'000'000'000'000;

/// A batch of `spans` spans of one trace, with IDs that begin at `first`.
inline model::Batch make_batch(std::uint8_t trace, std::size_t spans, std::uint64_t first = 1,
                               std::uint8_t evidence = 0) {
  model::Batch batch;
  batch.resources.push_back({batch.strings.intern("service"), "{}", "", "", 0});
  batch.scopes.emplace_back();
  for (std::size_t i = 0; i < spans; ++i) {
    model::SpanRecord& span = batch.spans.emplace_back();
    // The byte is the first of those that sampling goes by.
    span.trace_id.bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, trace, 9, 9, 9, 9, 9, 9};
    span.span_id.value = first + i;
    span.name = batch.strings.intern("span");
    span.attribute_keys = batch.strings.intern("[]");
    span.attribute_values = "[]";
    span.start_ns = kEpoch + 1'000 * trace;
    span.end_ns = span.start_ns + 500;
    span.evidence = evidence;
  }
  return batch;
}

/// Where a live sink or writer of a test stores, and how to ask for it.
class LiveStore {
 public:
  std::filesystem::path file() const { return directory_ / "live.db"; }
  std::filesystem::path directory() const { return file().parent_path(); }

  LiveOptions options() const {
    LiveOptions options;
    options.database = file();
    options.ingest.version = "test";
    return options;
  }

  std::string ask(const std::string& sql) const { return tracewh::test::ask(file(), sql); }

 private:
  tracewh::test::TemporaryDirectory directory_;
};

/// Submits a batch; the future gives what became of it.
inline std::future<Commit> submit(LiveSink& sink, model::Batch batch, std::size_t bytes = 100) {
  auto promise = std::make_shared<std::promise<Commit>>();
  std::future<Commit> commit = promise->get_future();
  const Acceptance acceptance = sink.submit("otlp_http", std::move(batch), bytes,
                                            [promise](const Commit& done) { promise->set_value(done); });
  if (acceptance != Acceptance::kAccepted) promise->set_value({false, "not accepted"});
  return commit;
}

}  // namespace tracewh::ingest::test
