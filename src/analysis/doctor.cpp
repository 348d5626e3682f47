#include "analysis/doctor.hpp"

#include "analysis/cells.hpp"
#include "model/ids.hpp"

namespace tracewh::analysis {
namespace {

// Of fewer traces one cannot tell sampling from a process that does not export.
constexpr std::uint64_t kTracesForSampling = 10;

model::Row row_of(const FindingKind& kind, const std::string& service, const Finding& finding) {
  return {text_cell(kind.code),
          text_cell(kind.severity),
          count_cell(finding.count),
          text_cell(service),
          model::to_string(finding.trace_id),
          finding.span_id.valid() ? model::Value(model::to_string(finding.span_id)) : model::Value(),
          duration_cell(finding.value_ns),
          text_cell(kind.cause),
          text_cell(kind.advice)};
}

}  // namespace

Doctor::Doctor(const Options&)
    : Analysis({"finding", "severity", "count", "service", "trace_id", "span_id", "value_ns", "cause",
                "advice"}) {}

void Doctor::add(const tree::TraceTree& tree, std::vector<model::Row>&) {
  const model::TraceId& id = tree.trace.trace_id;
  const bool lacks_parents = tree.counts.missing_parents > 0;
  examine(tree, lacks_parents && !has_upper_half(id) ? halves_[id] : findings_);
  skews_.add(tree);
  joins_.add(tree, reader_);
  ++traces_;
  with_missing_parents_ += lacks_parents ? 1 : 0;
}

void Doctor::explain_half(const model::TraceId& id) {
  auto half = halves_.extract(id);
  if (half.empty()) return;
  // Its parents are not missing, but in the trace of the whole ID.
  half.mapped().drop("orphan_spans");
  half.mapped().drop("missing_root");
  findings_.add(half.mapped());
  --with_missing_parents_;
}

void Doctor::find_separate_work() {
  for (const Join& join : joins_.find()) {
    // Whoever links has the context, and chose a trace of its own.
    if (join.confidence == 0 || join.rule == "link") continue;
    const std::string_view code = join.rule == "truncated_trace_id" ? join.rule : "separate_traces";
    findings_.add(code, join.service, join.root.trace_id, join.root.span_id);
    if (code == join.rule) explain_half(join.root.trace_id);
  }
  for (const auto& [id, findings] : halves_) findings_.add(findings);
  for (const OpenSend& send : joins_.open_sends()) {
    findings_.add("missing_worker_spans", send.service, send.place.trace_id, send.place.span_id);
  }
}

void Doctor::suspect_sampling() {
  // Where all traces lack spans, a process does not export; where few do, spans were lost.
  const bool some = with_missing_parents_ * 10 >= traces_ && with_missing_parents_ * 10 <= traces_ * 9;
  if (traces_ < kTracesForSampling || !some) return;
  for (const auto& [service, orphans] : findings_.of("orphan_spans")) {
    findings_.add("suspected_sampling", service, orphans.trace_id, orphans.span_id);
  }
}

void Doctor::finish(std::vector<model::Row>& rows) {
  for (const SkewEstimator::Skew& skew : skews_.skews()) {
    findings_.add("clock_skew", skew.service, {skew.calls, skew.trace_id, skew.span_id, skew.offset_ns});
  }
  find_separate_work();
  suspect_sampling();
  for (const FindingKind& kind : finding_kinds()) {
    for (const auto& [service, finding] : findings_.of(kind.code)) {
      rows.push_back(row_of(kind, service, finding));
    }
  }
}

}  // namespace tracewh::analysis
