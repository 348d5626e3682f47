#include "reference/archive.hpp"

#include <algorithm>
#include <stdexcept>

namespace tracewh::reference {
namespace {

/// A finished span comes before an unfinished one, then the later end decides.
auto completeness(const Span& span) { return std::pair(span.finished(), span.end_ns); }

}  // namespace

void Archive::ingest(const std::vector<File>& files, const std::optional<std::string>& run) {
  Run* const joined = run ? &open_run(*run) : nullptr;
  if (joined != nullptr) ++joined->ingests;
  for (const File& file : files) {
    const bool is_known = std::ranges::any_of(readings_, [&](const auto& reading) {
      return reading.first == file.bytes && (!run || reading.second == run);
    });
    if (is_known) continue;
    readings_.emplace_back(file.bytes, run);
    const auto decoded = decode_file(file.bytes);
    if (!decoded) throw std::invalid_argument(file.path + " is of no known format");
    for (const Span& span : decoded->spans) {
      add(span);
      if (joined != nullptr) joined->traces.insert(span.trace_id);
    }
    for (const Issue& issue : decoded->issues) issues_.push_back({file.path, run, issue});
  }
}

void Archive::add(const Span& span) {
  std::vector<Span>& versions = versions_[span.trace_id][span.span_id];
  if (!versions.empty() && completeness(span) < completeness(versions.front())) return;
  if (!versions.empty() && completeness(span) > completeness(versions.front())) versions.clear();
  if (std::ranges::find(versions, span) == versions.end()) versions.push_back(span);
}

std::size_t Archive::settle(const std::function<bool(const Span&)>& is_chosen) {
  std::size_t choices = 0;
  traces_.clear();
  for (const auto& [trace_id, spans] : versions_) {
    std::map<model::SpanId, Span> chosen;
    for (const auto& [span_id, versions] : spans) {
      auto choice = versions.begin();
      if (versions.size() > 1) {
        ++choices;
        if (std::ranges::count_if(versions, is_chosen) != 1) {
          throw std::runtime_error("of span " + to_string(span_id) + " not exactly one version is chosen");
        }
        choice = std::ranges::find_if(versions, is_chosen);
      }
      chosen.emplace(span_id, *choice);
    }
    traces_.emplace(trace_id, make_trace(std::move(chosen)));
  }
  return choices;
}

std::size_t Archive::remove(const std::function<bool(const Trace&)>& leaves) {
  std::size_t removed = 0;
  for (auto at = traces_.begin(); at != traces_.end();) {
    if (!leaves(at->second)) {
      ++at;
      continue;
    }
    ++removed;
    versions_.erase(at->first);
    for (Run& run : runs_) run.traces.erase(at->first);
    at = traces_.erase(at);
  }
  return removed;
}

void Archive::keep(const std::function<bool(const Span&)>& matches, bool whole_traces) {
  const auto is_match = [&](const auto& entry) { return matches(entry.second); };
  std::erase_if(traces_,
                [&](const auto& entry) { return std::ranges::none_of(entry.second.spans, is_match); });
  if (whole_traces) return;
  for (auto& [trace_id, trace] : traces_) {
    std::erase_if(trace.spans, [&](const auto& entry) { return !is_match(entry); });
  }
}

const Run* Archive::find_run(const std::string& name) const {
  const auto found = std::ranges::find(runs_, name, &Run::name);
  return found == runs_.end() ? nullptr : &*found;
}

Run& Archive::open_run(const std::string& name) {
  const auto found = std::ranges::find(runs_, name, &Run::name);
  if (found != runs_.end()) return *found;
  runs_.push_back({name, 0, {}});
  return runs_.back();
}

}  // namespace tracewh::reference
