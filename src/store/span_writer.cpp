#include "store/span_writer.hpp"

#include <algorithm>
#include <tuple>

namespace tracewh::store {
namespace {

/// The type of a message that tells of a failure.
constexpr std::string_view kErrorMessageType = "error";

std::int64_t facet_id(const SpanRow& row, model::Facet facet) {
  const Cell& cell = row.span[column::kFirstFacet + static_cast<std::size_t>(facet)];
  return cell.index() == 0 ? 0 : std::get<std::int64_t>(cell);
}

std::int64_t actor_of(const SpanRow& row) {
  if (const auto worker = facet_id(row, model::Facet::kWorkerId); worker != 0) return worker;
  if (const auto agent = facet_id(row, model::Facet::kAgent); agent != 0) return agent;
  return facet_id(row, model::Facet::kOrchestratorId);
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
      traces_(database.handle()),
      links_(database.handle()) {}

WriteCounts SpanWriter::write(const model::Batch& batch) {
  WriteCounts counts;
  if (!error_type_) error_type_ = dictionary_.string_id(kErrorMessageType);
  BatchIds ids(batch, dictionary_);
  sort(batch);
  for (auto begin = positions_.begin(); begin != positions_.end();) {
    const auto end =
        std::find_if(begin, positions_.end(), [&](const Position& p) { return p.trace != begin->trace; });
    write_trace(batch, {begin, end}, ids, counts);
    begin = end;
  }
  return counts;
}

void SpanWriter::sort(const model::Batch& batch) {
  positions_.clear();
  AggregatedTrace* trace = nullptr;
  for (std::uint32_t i = 0; i < batch.spans.size(); ++i) {
    const model::SpanRecord& record = batch.spans[i];
    if (trace == nullptr || trace->trace_id != record.trace_id) trace = &traces_.open(record.trace_id);
    positions_.push_back({trace, static_cast<std::int64_t>(record.span_id.value), i});
  }
  // In the order of the table's key, so that neighbours share a page.
  std::ranges::sort(positions_, {},
                    [](const Position& p) { return std::tuple(p.trace->id, p.span_id, p.index); });
}

void SpanWriter::write_trace(const model::Batch& batch, std::span<const Position> positions, BatchIds& ids,
                             WriteCounts& counts) {
  AggregatedTrace& trace = *positions.front().trace;
  if (trace.span_count == 0) ++counts.traces;
  bool replaced = false;
  facts_.clear();
  for (const Position& position : positions) {
    const model::SpanRecord& record = batch.spans[position.index];
    fill_row(row_, batch, record, ids, trace.id);
    switch (spans_.put(row_)) {
      case Outcome::kInserted:
        ++counts.inserted;
        facts_.push_back(facts_of(row_, record, ids));
        break;
      case Outcome::kDuplicate:
        ++counts.duplicate;
        break;
      case Outcome::kKept:
        ++counts.conflict;
        break;
      case Outcome::kReplaced:
        ++counts.conflict;
        replaced = true;
        break;
    }
  }
  if (replaced) {
    links_.rebuild(trace, *error_type_);
  } else {
    links_.add(trace, facts_);
  }
}

SpanFacts SpanWriter::facts_of(const SpanRow& row, const model::SpanRecord& record, BatchIds& ids) const {
  SpanFacts facts;
  facts.span_id = static_cast<std::int64_t>(record.span_id.value);
  if (record.parent_span_id.valid())
    facts.parent_span_id = static_cast<std::int64_t>(record.parent_span_id.value);
  facts.start_ns = record.start_ns;
  if (record.end_ns != 0) facts.end_ns = record.end_ns;
  facts.name = std::get<std::int64_t>(row.span[column::kName]);
  facts.service = ids.service(record.resource);
  facts.actor = actor_of(row);
  facts.status = static_cast<std::int64_t>(record.status);
  facts.evidence = record.evidence;
  facts.is_error_reply =
      record.role == model::Role::kMessage && facet_id(row, model::Facet::kMessageType) == *error_type_;
  return facts;
}

void SpanWriter::flush() { traces_.flush(run_); }

}  // namespace tracewh::store
