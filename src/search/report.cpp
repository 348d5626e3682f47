#include "search/report.hpp"

#include "search/question_text.hpp"

#include <array>
#include <utility>

namespace tracewh::search {
namespace {

constexpr std::array<ReportSection, 9> kSections{{
    {"Failures", "blame --limit 20", "name worker_id evidence message path trace_id"},
    {"Slow tasks", "slow --min 0s --limit 10", "name task_id duration_ns status start_ns trace_id"},
    {"Where the time went", "critical-path --by operation --limit 10",
     "key traces total_ns share max_saving_ns"},
    {"Workers", "lanes --limit 20", "worker_id spans busy_ns utilization failures retries queue_p95_ns"},
    {"Hand-offs", "hops --by worker --limit 20",
     "key hops without_worker queue_p50_ns queue_p95_ns work_p50_ns work_p95_ns"},
    {"Work done again", "loops --limit 10", "kind name worker_id count wasted_ns trace_id", "wasted_ns"},
    {"Waits", "waits --limit 10", "after before count total_ns share trace_id", "total_ns"},
    {"Tokens and money", "cost --limit 20", "key calls input_tokens output_tokens cost priced"},
    {"Instrumentation", "doctor --limit 20", "finding severity count service cause advice"},
}};

Question question_of(const query::Catalogue& catalogue, std::string_view text, const GivenArguments& scope) {
  Question question = parse_question(catalogue, "report", std::string(text));
  GivenArguments given = scope;
  // Not every query takes traces as changed.
  std::erase_if(given.texts, [&](const auto& entry) {
    return query::find_parameter(*question.query, entry.first) == nullptr;
  });
  given.texts.insert(question.given.texts.begin(), question.given.texts.end());
  return make_question(catalogue, *question.query, std::move(given));
}

}  // namespace

std::span<const ReportSection> report_sections() { return kSections; }

Question section_question(const query::Catalogue& catalogue, const ReportSection& section,
                          const GivenArguments& scope) {
  return question_of(catalogue, section.question, scope);
}

Verdict verdict(store::Reader& reader, const query::Catalogue& catalogue, const GivenArguments& scope) {
  Verdict verdict;
  verdict.traces = count_matches(reader, question_of(catalogue, "traces", scope));
  const auto failed = ask(reader, question_of(catalogue, "blame --limit 0", scope));
  while (failed->next() != nullptr) {
  }
  verdict.failed = failed->given();
  verdict.notes = failed->notes();
  return verdict;
}

}  // namespace tracewh::search
