#include "reference/measures.hpp"
#include "reference/queries.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace tracewh::reference {
namespace {

/// Spans of one kind, and what is told of each kind.
struct Group {
  std::vector<const Span*> spans;

  std::int64_t count() const { return std::ssize(spans); }
  std::int64_t errors() const {
    return std::ranges::count_if(spans, [](const Span* span) { return span->evidence != 0; });
  }
  double error_ratio() const { return static_cast<double>(errors()) / static_cast<double>(count()); }
  std::int64_t traces() const {
    std::set<model::TraceId> ids;
    for (const Span* span : spans) ids.insert(span->trace_id);
    return std::ssize(ids);
  }
  std::optional<std::int64_t> start_ns() const {
    std::optional<std::int64_t> first;
    for (const Span* span : spans) {
      if (const auto start = span->known_start_ns()) first = std::min(first.value_or(*start), *start);
    }
    return first;
  }
  std::optional<std::int64_t> last_start_ns() const {
    std::optional<std::int64_t> last;
    for (const Span* span : spans) last = std::max(last, span->known_start_ns());
    return last;
  }
  std::optional<std::int64_t> end_ns() const {
    std::optional<std::int64_t> last;
    for (const Span* span : spans) {
      if (span->known_start_ns()) last = std::max(last, std::optional(span->last_ns()));
    }
    return last;
  }
  /// Of those that have ended.
  std::vector<std::int64_t> durations_ns() const {
    std::vector<std::int64_t> durations;
    for (const Span* span : spans) {
      if (const auto duration = span->duration_ns()) durations.push_back(*duration);
    }
    return durations;
  }
};

std::optional<std::int64_t> longest(const std::vector<std::int64_t>& durations) {
  return durations.empty() ? std::nullopt : std::optional(*std::ranges::max_element(durations));
}

/// Stops at the longest time that can be told.
std::optional<std::int64_t> total(const std::vector<std::int64_t>& durations) {
  if (durations.empty()) return std::nullopt;
  std::int64_t sum = 0;
  for (const std::int64_t duration : durations) {
    sum += std::min(duration, std::numeric_limits<std::int64_t>::max() - sum);
  }
  return sum;
}

std::string json_array(const std::set<std::string>& texts) { return nlohmann::json(texts).dump(); }

std::string_view status_text(const Span& root) {
  return to_string(root.evidence != 0 ? model::StatusCode::kError : root.status);
}

}  // namespace

Answer errors(const Archive& archive, const Question& question) {
  std::map<std::string, Group> groups;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    if (span.evidence != 0) groups[message_shape(span.message)].spans.push_back(&span);
  });
  Answer answer;
  for (const auto& [message, group] : groups) {
    std::string examples;
    for (const Span* span : group.spans) {
      examples += to_string(span->trace_id) + "/" + to_string(span->span_id) + " ";
    }
    answer.add(
        {down(group.count()), up(message)},
        {group.count(), message, or_null(group.start_ns()), or_null(group.last_start_ns()), examples, {}});
  }
  return answer;
}

Answer issues(const Archive& archive, const Question& question) {
  const std::string severity = question.text("severity").value();
  const auto run = question.text("run");
  Answer answer;
  std::int64_t number = 0;
  for (const auto& [path, issue_run, issue] : archive.issues()) {
    const std::string text = issue.severity == model::Severity::kError ? "error" : "warning";
    ++number;
    if ((severity != "any" && severity != text) || (run && run != issue_run)) continue;
    answer.add({down(number)}, {path, static_cast<std::int64_t>(issue.offset), text, issue.code,
                                static_cast<std::int64_t>(issue.count), issue.message});
  }
  return answer;
}

Answer operations(const Archive& archive, const Question& question) {
  std::map<std::tuple<std::string, std::string, std::string>, Group> groups;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    if (!question.matches("name", span.name)) return;
    groups[{span.service, span.name, std::string(to_string(span.role))}].spans.push_back(&span);
  });
  Answer answer;
  for (const auto& [operation, group] : groups) {
    const auto& [service, name, role] = operation;
    const std::vector<std::int64_t> durations = group.durations_ns();
    answer.add(
        {down(or_null(total(durations))), up(service), up(name), up(role)},
        {service, name, role, group.count(), group.errors(), group.error_ratio(), or_null(total(durations)),
         or_null(percentile(durations, 50)), or_null(percentile(durations, 95)),
         or_null(percentile(durations, 99)), or_null(longest(durations))});
  }
  return answer;
}

Answer runs(const Archive& archive, const Question& question) {
  const auto name = question.text("run");
  Answer answer;
  std::int64_t number = 0;
  for (const Run& run : archive.runs()) {
    ++number;
    if (name && run.name != *name) continue;
    Group group;
    std::int64_t failures = 0;
    for (const model::TraceId& trace_id : run.traces) {
      const Trace& trace = archive.traces().at(trace_id);
      for (const auto& [span_id, span] : trace.spans) group.spans.push_back(&span);
      failures += trace.errors;
    }
    answer.add({down(number)}, {run.name, std::string("{}"), run.ingests, std::ssize(run.traces),
                                group.count(), failures, or_null(group.start_ns()), or_null(group.end_ns())});
  }
  return answer;
}

Answer services(const Archive& archive, const Question& question) {
  std::map<std::string, Group> groups;
  each_span(archive, question,
            [&](const Trace&, const Span& span) { groups[span.service].spans.push_back(&span); });
  Answer answer;
  for (const auto& [service, group] : groups) {
    answer.add({down(group.count()), up(service)},
               {service, group.count(), group.traces(), group.errors(), group.error_ratio(),
                or_null(longest(group.durations_ns())), or_null(group.start_ns()), or_null(group.end_ns())});
  }
  return answer;
}

Answer traces(const Archive& archive, const Question& question) {
  Answer answer;
  for (const auto& [trace_id, trace] : archive.traces()) {
    const Span& root = trace.root_span();
    const bool of_service =
        !question.text("service") || std::ranges::any_of(trace.services, [&](const std::string& service) {
          return question.matches("service", service);
        });
    if (!of_service || !question.matches("name", root.name) || !question.in_time(trace.start_ns) ||
        !question.in_run(archive, trace_id)) {
      continue;
    }
    const bool longest_first = question.text("order") == "longest";
    answer.add(
        {down(or_null(longest_first ? trace.duration_ns : trace.start_ns)), up(to_string(trace_id))},
        {to_string(trace_id), to_string(trace.root), root.name, root.service, or_null(trace.start_ns),
         or_null(trace.duration_ns), std::string(status_text(root)), std::ssize(trace.spans), trace.errors,
         trace.orphans, trace.unfinished, json_array(trace.services), json_array(trace.agents)});
  }
  return answer;
}

Answer workers(const Archive& archive, const Question& question) {
  std::map<std::string, Group> groups;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    const std::string id = span.facet_text(model::Facet::kWorkerId);
    if (!id.empty()) groups[id].spans.push_back(&span);
  });
  Answer answer;
  for (const auto& [id, group] : groups) {
    const std::int64_t busy = busy_ns(group.spans);
    const std::vector<std::int64_t> durations = group.durations_ns();
    answer.add({down(busy), up(id)},
               {id, group.count(), group.traces(), group.errors(), group.error_ratio(), busy,
                or_null(percentile(durations, 50)), or_null(percentile(durations, 95)),
                or_null(group.start_ns()), or_null(group.end_ns())});
  }
  return answer;
}

}  // namespace tracewh::reference
