#include "store/write/span_writer.hpp"

#include "model/derived_id.hpp"
#include "store/write/batch_facts.hpp"

#include <algorithm>
#include <tuple>

namespace tracewh::store {
namespace {

/// The type of a message that tells of a failure.
constexpr std::string_view kErrorMessageType = "error";

/// The ID below that of `position` for the side of a call that cannot have it.
std::int64_t called_side_id(const BatchPosition& position, const CallSide& side) {
  const model::SpanId shared{static_cast<std::uint64_t>(position.span_id)};
  return static_cast<std::int64_t>(
      model::called_side_id(position.trace->trace_id, shared, side.service, side.address).value);
}

}  // namespace

WriteCounts& WriteCounts::operator+=(const WriteCounts& other) {
  inserted += other.inserted;
  duplicate += other.duplicate;
  conflict += other.conflict;
  traces += other.traces;
  return *this;
}

SpanWriter::SpanWriter(WriterDatabase& database, std::optional<std::int64_t> run)
    : run_(run),
      dictionary_(database.handle()),
      spans_(database.handle()),
      sides_(database.handle()),
      traces_(database.handle()),
      totals_(database.handle()),
      links_(database.handle(), totals_),
      index_(database.handle()),
      stored_facts_(database.handle()) {}

WriteCounts SpanWriter::write(const model::Batch& batch, std::span<const std::int64_t> runs) {
  WriteCounts counts;
  if (!error_type_) error_type_ = dictionary_.string_id(kErrorMessageType);
  BatchIds ids(batch, dictionary_);
  sort(batch);
  const BatchRows rows{batch, ids, positions_};
  Conflicts conflicts = spans_.insert(rows);
  for (std::size_t begin = 0; begin < positions_.size();) {
    const TraceRow* trace = positions_[begin].trace;
    std::size_t end = begin + 1;
    while (end < positions_.size() && positions_[end].trace == trace) ++end;
    const auto in_trace =
        static_cast<std::size_t>(std::ranges::lower_bound(conflicts, end) - conflicts.begin());
    add_trace(rows, begin, end, conflicts.first(in_trace), counts);
    if (!runs.empty()) traces_.join(*trace, runs);
    conflicts = conflicts.subspan(in_trace);
    begin = end;
  }
  return counts;
}

void SpanWriter::sort(const model::Batch& batch) {
  positions_.clear();
  TraceRow* trace = nullptr;
  for (std::uint32_t i = 0; i < batch.spans.size(); ++i) {
    const model::SpanRecord& record = batch.spans[i];
    if (trace == nullptr || trace->trace_id != record.trace_id) trace = &traces_.open(record.trace_id);
    positions_.push_back({trace, static_cast<std::int64_t>(record.span_id.value), i,
                          has_payload(record) ? spans_.next_payload() : 0});
  }
  // In the order of the table's key, so that neighbours share a page.
  std::ranges::sort(positions_, {},
                    [](const BatchPosition& p) { return std::tuple(p.trace->id, p.span_id, p.index); });
}

void SpanWriter::add_trace(const BatchRows& rows, std::size_t begin, std::size_t end, Conflicts conflicts,
                           WriteCounts& counts) {
  TraceRow& trace = *positions_[begin].trace;
  if (trace.span_count == 0) ++counts.traces;
  facts_.clear();
  auto conflict = conflicts.begin();
  for (std::size_t i = begin; i < end; ++i) {
    if (conflict != conflicts.end() && *conflict == i) {
      ++conflict;
    } else {
      facts_.push_back(facts_of(rows, positions_[i], *error_type_));
      totals_.add(facts_.back());
      index_.add(rows, positions_[i]);
    }
  }
  counts.inserted += facts_.size();
  links_.add(trace, facts_);
  for (const std::size_t i : conflicts) settle(rows, positions_[i], counts);
}

/// Settles what becomes of a span whose ID is stored already.
void SpanWriter::settle(const BatchRows& rows, const BatchPosition& position, WriteCounts& counts) {
  if (spans_.holds(rows, position)) {
    ++counts.duplicate;
    return;
  }
  const auto side = sides_.of(rows, position);
  const auto stored = sides_.stored(position.trace->id, position.span_id);
  if (!side || !stored || *side == *stored) return settle_versions(rows, position, counts);
  if (*side > *stored) return store_below(rows, position, *side, counts);
  store_above(rows, position, *stored, counts);
}

/// Chooses between the span and the version of it that is stored.
void SpanWriter::settle_versions(const BatchRows& rows, const BatchPosition& position, WriteCounts& counts) {
  const Outcome outcome = spans_.choose(rows, position);
  ++(outcome == Outcome::kDuplicate ? counts.duplicate : counts.conflict);
  if (outcome != Outcome::kReplace) return;
  const SpanFacts before = remove_counted(position);
  links_.replace(*position.trace, before, put(rows, position));
}

/// Stores the called side of a call below the span that has the ID which they share.
void SpanWriter::store_below(const BatchRows& rows, const BatchPosition& position, const CallSide& side,
                             WriteCounts& counts) {
  BatchPosition below = position;
  below.caller = position.span_id;
  below.span_id = called_side_id(position, side);
  if (!spans_.has(below.trace->id, below.span_id)) {
    ++counts.inserted;
    const SpanFacts stored = put(rows, below);
    links_.add(*below.trace, std::span(&stored, 1));
  } else if (spans_.holds(rows, below)) {
    ++counts.duplicate;
  } else {
    settle_versions(rows, below, counts);
  }
}

/// Stores the span at `position`, which has more right to its ID than the stored one; that moves below it.
void SpanWriter::store_above(const BatchRows& rows, const BatchPosition& position, const CallSide& stored,
                             WriteCounts& counts) {
  const std::int64_t trace = position.trace->id;
  const std::int64_t below = called_side_id(position, stored);
  ++counts.inserted;
  if (spans_.has(trace, below)) {
    // The side came under its own ID before, as it is exported.
    const SpanFacts before = remove_counted(position);
    links_.replace(*position.trace, before, put(rows, position));
  } else {
    const SpanFacts before = stored_facts_.of_span(trace, position.span_id);
    index_.move(trace, position.span_id, below);
    spans_.move_below(trace, position.span_id, below);
    links_.add_above(*position.trace, before, put(rows, position));
  }
}

/// Takes the stored span out of what is counted and indexed.
SpanFacts SpanWriter::remove_counted(const BatchPosition& position) {
  SpanFacts stored = stored_facts_.of_span(position.trace->id, position.span_id);
  totals_.remove(stored);
  index_.remove(position.trace->id, position.span_id);
  return stored;
}

SpanFacts SpanWriter::put(const BatchRows& rows, const BatchPosition& position) {
  spans_.replace(rows, position);
  SpanFacts stored = facts_of(rows, position, *error_type_);
  totals_.add(stored);
  index_.add(rows, position);
  return stored;
}

void SpanWriter::remove(const model::TraceId& trace_id) {
  const TraceRow& trace = traces_.open(trace_id);
  for (const SpanFacts& span : stored_facts_.of_trace(trace.id)) totals_.remove(span);
  index_.remove(trace.id);
  spans_.remove_trace(trace.id);
  traces_.remove(trace, totals_);
}

void SpanWriter::forget_shared_rows() {
  dictionary_.forget();
  error_type_.reset();
}

void SpanWriter::flush() {
  traces_.flush(run_, links_, totals_);
  totals_.flush();
  index_.flush();
}

}  // namespace tracewh::store
