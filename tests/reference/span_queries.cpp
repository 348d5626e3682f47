#include "reference/queries.hpp"

#include <limits>

namespace tracewh::reference {
namespace {

using model::Facet, model::Role;

std::string trace_text(const Span& span) { return to_string(span.trace_id); }
std::string span_text(const Span& span) { return to_string(span.span_id); }

/// `key`, then the IDs.
SortKey with_ids(SortKey key, const Span& span) {
  key.push_back(up(trace_text(span)));
  key.push_back(up(span_text(span)));
  return key;
}

std::string evidence_text(const Span& span) {
  using namespace model::evidence;
  std::string text;
  const auto add = [&](std::uint8_t bit, std::string_view name) {
    if ((span.evidence & bit) == 0) return;
    text += text.empty() ? "" : ",";
    text += name;
  };
  add(kStatus, "status");
  add(kException, "exception");
  add(kErrorAttribute, "error_attribute");
  add(kErrorReply, "error_reply");
  return text;
}

Answer slow_traces(const Archive& archive, const Question& question) {
  Answer answer;
  for (const auto& [trace_id, trace] : archive.traces()) {
    const Span& root = trace.root_span();
    const auto duration = trace.duration_ns;
    if (!duration || *duration < question.integer("min") || !question.in_time(trace.start_ns) ||
        !question.matches("service", root.service) || !question.in_run(archive, trace_id)) {
      continue;
    }
    Row row = span_row(root);
    row[6] = or_null(trace.start_ns);
    row[7] = *duration;
    answer.add(with_ids({down(*duration)}, root), row);
  }
  return answer;
}

}  // namespace

Row span_row(const Span& span) {
  return {trace_text(span),
          span_text(span),
          span.parent_span_id.valid() ? model::Value(to_string(span.parent_span_id)) : model::Value(),
          span.name,
          span.service,
          std::string(to_string(span.role)),
          or_null(span.known_start_ns()),
          or_null(span.duration_ns()),
          std::string(to_string(span.status)),
          or_null(span.message),
          span.facet(Facet::kTaskId),
          span.facet(Facet::kTaskName),
          span.facet(Facet::kTaskType),
          span.facet(Facet::kTaskPriority),
          span.facet(Facet::kWorkerId),
          span.facet(Facet::kWorkerCapability)};
}

Answer slow(const Archive& archive, const Question& question) {
  const std::string scope = question.text("scope").value();
  if (scope == "trace") return slow_traces(archive, question);
  Answer answer;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    if (scope == "task" && span.role != Role::kTask) return;
    const auto duration = span.duration_ns();
    if (duration && *duration >= question.integer("min")) {
      answer.add(with_ids({down(*duration)}, span), span_row(span));
    }
  });
  return answer;
}

Answer failed(const Archive& archive, const Question& question) {
  const std::string role = question.text("role").value();
  Answer answer;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    if (span.evidence == 0 || (role != "any" && role != to_string(span.role))) return;
    if (question.flag("strict_status") && span.status != model::StatusCode::kError) return;
    Row row = span_row(span);
    row.emplace_back(evidence_text(span));
    answer.add(with_ids({down(or_null(span.known_start_ns()))}, span), row);
  });
  return answer;
}

Answer priority(const Archive& archive, const Question& question) {
  Answer answer;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    const auto* value = std::get_if<std::int64_t>(&span.facet(Facet::kTaskPriority));
    if (span.role != Role::kTask || value == nullptr || *value < question.integer("min")) return;
    if (*value > question.integer("max", std::numeric_limits<std::int64_t>::max())) return;
    answer.add(with_ids({down(*value), down(or_null(span.duration_ns()))}, span), span_row(span));
  });
  return answer;
}

Answer type(const Archive& archive, const Question& question) {
  Answer answer;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    const std::string text = span.facet_text(Facet::kTaskType);
    if (span.role != Role::kTask || text.empty() || !question.matches("name", text)) return;
    answer.add(with_ids({up(text), down(or_null(span.duration_ns()))}, span), span_row(span));
  });
  return answer;
}

Answer worker(const Archive& archive, const Question& question) {
  Answer answer;
  each_span(archive, question, [&](const Trace&, const Span& span) {
    const std::string id = span.facet_text(Facet::kWorkerId);
    if (id.empty() || !question.matches("id", id)) return;
    answer.add(with_ids({up(id), down(or_null(span.known_start_ns()))}, span), span_row(span));
  });
  return answer;
}

Answer tasks(const Archive& archive, const Question& question) {
  Answer answer;
  each_span(archive, question, [&](const Trace& trace, const Span& span) {
    if (span.role != Role::kTask) return;
    answer.add(
        {down(or_null(trace.start_ns)), up(trace_text(span)),
         up(span.known_start_ns().value_or(std::numeric_limits<std::int64_t>::max())), up(span_text(span))},
        span_row(span));
  });
  return answer;
}

Answer spans(const Archive& archive, const Question& question) {
  const auto role = question.text("role");
  Answer answer;
  each_span(archive, question, [&](const Trace& trace, const Span& span) {
    if (!question.matches("name", span.name) || (role && *role != to_string(span.role))) return;
    answer.add({down(or_null(trace.start_ns)), up(trace_text(span)), down(or_null(span.known_start_ns())),
                up(span_text(span))},
               span_row(span));
  });
  return answer;
}

}  // namespace tracewh::reference
