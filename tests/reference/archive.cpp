#include "reference/archive.hpp"

#include "model/derived_id.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace tracewh::reference {
namespace {

/// A span of a whole record comes before one of a record that broke off, then a finished one before an
/// unfinished one, then the later end decides.
auto completeness(const Span& span) { return std::tuple(!span.cut_off, span.finished(), span.end_ns); }

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
  std::vector<Span>& versions = versions_[span.trace_id][{span.span_id, side_of(span)}];
  if (!versions.empty() && completeness(span) < completeness(versions.front())) return;
  if (!versions.empty() && completeness(span) > completeness(versions.front())) versions.clear();
  if (std::ranges::find(versions, span) == versions.end()) versions.push_back(span);
}

Archive::Side Archive::side_of(const Span& span) {
  if (!span.called || span.cut_off) return {};
  const auto address = span.attributes.find("network.local.address");
  const bool has_address = address != span.attributes.end() && address->is_string();
  return {true, span.service, has_address ? address->get<std::string>() : std::string()};
}

/// The least side has the ID that several share; the others get one that is made of it, and it as parent.
/// What broke off gives way.
Archive::Sides Archive::with_own_ids(const Sides& sides) {
  Sides settled;
  for (auto at = sides.begin(); at != sides.end(); ++at) {
    const auto& [id, side] = at->first;
    const auto next = std::next(at);
    if (at->second.front().cut_off && next != sides.end() && next->first.first == id) continue;
    const auto kept = settled.lower_bound({id, Side{}});
    const bool is_taken = kept != settled.end() && kept->first.first == id;
    std::vector<Span> versions = at->second;
    for (Span& span : versions) {
      if (!is_taken) continue;
      span.parent_span_id = id;
      span.span_id = model::called_side_id(span.trace_id, id, span.service, std::get<2>(side));
    }
    settled.emplace(std::pair(versions.front().span_id, side), versions);
  }
  return settled;
}

std::size_t Archive::settle(const std::function<bool(const Span&)>& is_chosen) {
  std::size_t choices = 0;
  traces_.clear();
  for (const auto& [trace_id, sides] : versions_) {
    std::map<model::SpanId, Span> chosen;
    for (const auto& [key, versions] : with_own_ids(sides)) {
      const model::SpanId span_id = key.first;
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
