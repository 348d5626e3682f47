#pragma once

#include "model/row_stream.hpp"
#include "model/trace_summary.hpp"
#include "render/formats.hpp"
#include "render/text.hpp"
#include "support/traces.hpp"
#include "tree/trace_tree.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::render {

inline constexpr std::int64_t kSecond = 1'000'000'000;
inline constexpr std::int64_t kNoon = 1'767'355'200 * kSecond;  // 2026-01-02T12:00:00Z

/// Escapes, controls, bidi overrides, markup, formulas and invalid UTF-8 in one.
inline constexpr std::string_view kHostile =
    "=\x1b[31m\a\b\x7f\xc2\x9b|\"a,b\"\t\r\n\xe2\x80\xae\xe2\x81\xa6\xe2\x80\xa8\xff\xc0\xaf<b>";

inline model::Span make_span(std::uint64_t id, std::uint64_t parent, std::string_view name, double start_s,
                             std::optional<double> duration_s, model::Role role = model::Role::kOther) {
  const auto ns = [](double seconds) { return static_cast<std::int64_t>(seconds * 1e9); };
  model::Span span = test::span(id, parent, name, kNoon + ns(start_s), {});
  span.role = role;
  if (duration_s) span.end_ns = span.start_ns + ns(*duration_s);
  return span;
}

inline model::Trace make_trace(std::vector<model::Span> spans) {
  model::Trace trace = test::trace(std::move(spans));
  trace.trace_id = {{0x5e, 0x1f}};
  trace.resources[0].service = "demo";
  return trace;
}

/// A trace with everything that a view refers to.
struct Sample {
  model::TraceSummary summary;
  tree::TraceTree tree;
  std::vector<model::SpanId> matched;

  TraceView view() const { return {summary, tree, matched}; }
};

inline Sample make_sample(model::Trace trace) {
  Sample sample;
  sample.summary.trace_id = trace.trace_id;
  sample.summary.name = trace.spans.empty() ? "" : trace.spans.front().name;
  sample.summary.start_ns = kNoon;
  sample.summary.spans = trace.spans.size();
  for (const model::Span& span : trace.spans) {
    sample.summary.errors += span.evidence != 0 ? 1 : 0;
    sample.summary.duration_ns = std::max(sample.summary.duration_ns, span.duration_ns().value_or(0));
  }
  sample.summary.end_ns = kNoon + sample.summary.duration_ns;
  sample.tree = tree::build_tree(std::move(trace));
  return sample;
}

/// A task that failed in a worker's language model call.
inline Sample failed_task() {
  using model::Role;
  model::Trace trace = make_trace({
      make_span(1, 0, "multiagent.task.code", 0, 7.2, Role::kTask),
      make_span(2, 1, "protocol.send", 0, 0.001, Role::kMessage),
      make_span(3, 1, "worker.code", 0.3, 6.8, Role::kWorker),
      make_span(4, 3, "llm.openai.gpt-4", 0.4, 3.2, Role::kLlm),
  });
  trace.spans[0].evidence = model::evidence::kException;
  trace.spans[0].error_message = "worker timed out";
  test::add_facet(trace, 0, model::Facet::kTaskName, "Generate REST API");
  test::add_facet(trace, 2, model::Facet::kWorkerId, "worker-789");
  test::add_facet(trace, 3, model::Facet::kModel, "gpt-4");
  Sample sample = make_sample(std::move(trace));
  sample.summary.services = {"demo"};
  sample.summary.agents = {"worker-789"};
  sample.matched = {model::SpanId{4}};
  return sample;
}

inline std::string draw(std::string_view format, const model::RowSet& rows, const Style& style = {}) {
  std::ostringstream out;
  model::RowSetStream stream(rows);
  find_format(format)->rows(stream, style, out);
  return out.str();
}

inline std::string draw(std::string_view format, const Sample& sample, const Style& style = {}) {
  std::ostringstream out;
  TraceWriter writer(*find_format(format), style, out);
  writer.write(sample.view());
  writer.finish();
  return out.str();
}

/// `output` without the escapes that colours are made of.
inline std::string without_colors(std::string output) {
  for (std::size_t at = 0; (at = output.find('\x1b')) != std::string::npos;) {
    output.erase(at, output.find('m', at) - at + 1);
  }
  return output;
}

/// Cells that the widest line of `output` takes.
inline std::size_t widest_line(const std::string& output) {
  std::size_t widest = 0;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

}  // namespace tracewh::render
