#include "analysis/factor_counts.hpp"

#include "analysis/work_parts.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::analysis {
namespace {

constexpr std::array<std::string_view, 6> kFactorNames{"attribute", "operation", "worker",
                                                       "model",     "service",   "host"};

// A prompt or a document is nobody's reason.
constexpr std::size_t kValueBytes = 200;

// What has more values tells traces apart one by one, and would fill the memory.
constexpr std::size_t kValuesPerKey = 10'000;

constexpr std::array<std::string_view, 4> kTimeWords{"duration", "latency", "elapsed", "timestamp"};
constexpr std::array<std::string_view, 9> kTimeEnds{"_ns",   "_us",   "_ms", "_secs", "_seconds",
                                                    "_time", ".time", "_at", ".ms"};

bool is_measure_of_time(std::string_view key) {
  const auto stands_in_key = [&](std::string_view word) { return key.find(word) != std::string_view::npos; };
  const auto ends_key = [&](std::string_view end) { return key.ends_with(end); };
  return std::ranges::any_of(kTimeWords, stands_in_key) || std::ranges::any_of(kTimeEnds, ends_key);
}

}  // namespace

std::string_view to_string(Factor factor) { return kFactorNames[static_cast<std::size_t>(factor)]; }

void FactorCounts::add(const tree::TraceTree& tree, bool is_in) {
  is_in_ = is_in;
  ++(is_in ? in_total_ : out_total_);
  for (const model::Span& span : tree.trace.spans) add_span(tree, span);
  add_hosts(tree);
}

void FactorCounts::add_span(const tree::TraceTree& tree, const model::Span& span) {
  count(Factor::kOperation, {}, span.name);
  count(Factor::kWorker, {}, worker_of(span));
  count(Factor::kModel, {}, span.facet_text(model::Facet::kModel));
  count(Factor::kService, {}, tree.trace.service_of(span));
  add_attributes(span);
}

void FactorCounts::add_attributes(const model::Span& span) {
  const std::string_view worker = worker_of(span);
  const std::string_view model = span.facet_text(model::Facet::kModel);
  for (const auto& [key, value] : reader_.span(span).attributes) {
    if (is_measure_of_time(key)) continue;
    if (const std::string_view* text = value.text()) {
      if (*text != worker && *text != model) count(Factor::kAttribute, key, *text);
    } else if (std::holds_alternative<std::int64_t>(value.data) || std::holds_alternative<bool>(value.data)) {
      count(Factor::kAttribute, key, content::plain_text(value));
    }
  }
}

void FactorCounts::add_hosts(const tree::TraceTree& tree) {
  for (const model::Resource& resource : tree.trace.resources) {
    const content::Attributes attributes = reader_.object(resource.attributes);
    const content::Value* host = content::find(attributes, "host.name");
    if (host != nullptr && host->text() != nullptr) count(Factor::kHost, {}, *host->text());
  }
}

void FactorCounts::count(Factor factor, std::string_view key, std::string_view value) {
  if (value.empty() || value.size() > kValueBytes) return;
  auto& by_key = values_[static_cast<std::size_t>(factor)];
  auto values = by_key.find(key);
  if (values == by_key.end()) values = by_key.emplace(key, Values()).first;
  auto& [counts, are_ids] = values->second;
  if (are_ids) return;
  auto found = counts.find(value);
  if (found == counts.end()) {
    are_ids = counts.size() == kValuesPerKey;
    if (are_ids) return ByText<Count>().swap(counts);
    found = counts.emplace(value, Count()).first;
  }
  Count& count = found->second;
  if (std::exchange(count.last_trace, in_total_ + out_total_) == in_total_ + out_total_) return;
  ++(is_in_ ? count.in : count.out);
}

std::vector<FactorCount> FactorCounts::telling() const {
  std::vector<FactorCount> telling;
  for (std::size_t factor = 0; factor < values_.size(); ++factor) {
    for (const auto& [key, values] : values_[factor]) {
      for (const auto& [value, count] : values.counts) {
        const std::uint64_t traces = count.in + count.out;
        if (traces < 2 || traces == in_total_ + out_total_) continue;
        telling.push_back({static_cast<Factor>(factor), key, value, count.in, count.out});
      }
    }
  }
  return telling;
}

}  // namespace tracewh::analysis
