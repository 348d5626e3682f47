#include "render/trace_columns.hpp"

#include "model/evidence.hpp"
#include "render/json_nodes.hpp"
#include "render/json_value.hpp"
#include "render/trace_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tracewh::render {
namespace {

/// The texts of a trace, each of them once.
class Texts {
 public:
  std::size_t position_of(std::string_view text) {
    if (const auto known = positions_.find(text); known != positions_.end()) return known->second;
    const std::string& kept = texts_.emplace_back(text);
    positions_.emplace(kept, texts_.size() - 1);
    return texts_.size() - 1;
  }
  const std::deque<std::string>& all() const { return texts_; }

 private:
  std::deque<std::string> texts_{""};  // which stay where they are
  std::unordered_map<std::string_view, std::size_t> positions_{{texts_.front(), 0}};
};

class ColumnWriter {
 public:
  ColumnWriter(const TraceView& view, std::ostream& out) : view_(view), stream_(out) {}

  void write() {
    json_.open('{');
    add_trace_members(json_, view_);
    json_.key("columns").open('{');
    add_places();
    add_texts();
    add_times();
    add_marks();
    json_.close('}');
    write_texts(json_.key("texts"), texts_.all());
    json_.close('}');
    stream_.flush();
  }

 private:
  /// `add(i)` writes the value of the node at position i.
  template <typename Add>
  void column(std::string_view name, Add add) {
    json_.key(name).open('[');
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) add(i);
    json_.close(']');
    stream_.flush();
  }

  /// `text_of(span)` gives a text for each node that is a span.
  template <typename TextOf>
  void text_column(std::string_view name, TextOf text_of) {
    column(name, [&](std::size_t i) {
      const tree::Node& node = tree_.nodes[i];
      json_.count(node.placeholder() ? kNoText : texts_.position_of(text_of(tree_.span_of(node))));
    });
  }

  template <typename IsMarked>
  void marks(std::string_view name, IsMarked is_marked) {
    column(name, [&](std::size_t i) {
      if (is_marked(tree_.nodes[i])) json_.count(i);
    });
  }

  void add_places() {
    column("parent", [&](std::size_t i) {
      const std::uint32_t parent = tree_.positions[i].parent;
      parent == tree::kNone ? json_.null() : json_.count(parent);
    });
    column("span_id", [&](std::size_t i) { json_.text(model::to_string(tree_.nodes[i].span_id)); });
  }

  void add_texts() {
    text_column("name", [](const model::Span& span) { return span.name; });
    text_column("service", [&](const model::Span& span) { return tree_.trace.service_of(span); });
    text_column("role", [](const model::Span& span) { return model::to_string(span.role); });
    text_column("kind", [](const model::Span& span) { return model::span_kind_text(span.kind); });
    text_column("status", [](const model::Span& span) { return model::to_string(span.status); });
    text_column("status_message", [](const model::Span& span) { return model::failure_message(span); });
    text_column("evidence", [](const model::Span& span) {
      return fmt::format("{}", fmt::join(model::evidence_names(span.evidence), ","));
    });
    text_column("actor", [](const model::Span& span) { return model::actor(span); });
    text_column("detail", [](const model::Span& span) { return model::detail(span); });
    column("joined_trace_id", [&](std::size_t i) {
      const tree::Node& node = tree_.nodes[i];
      const bool came_apart = (node.defects & tree::defect::kCameApart) != 0;
      json_.count(came_apart ? texts_.position_of(model::to_string(tree_.trace_id_of(node))) : kNoText);
    });
  }

  void add_times() {
    column("start_ns", [&](std::size_t i) {
      const tree::Node& node = tree_.nodes[i];
      add_time(json_, node.placeholder() ? 0 : tree_.span_of(node).known_start_ns());
    });
    column("duration_ns", [&](std::size_t i) {
      const tree::Node& node = tree_.nodes[i];
      add_optional(json_, node.placeholder() ? std::nullopt : tree_.span_of(node).duration_ns());
    });
    column("self_ns", [&](std::size_t i) { add_optional(json_, tree_.nodes[i].self_ns); });
    column("share", [&](std::size_t i) { add_optional(json_, tree_.nodes[i].share); });
  }

  void add_marks() {
    marks("missing", [](const tree::Node& node) { return node.placeholder(); });
    marks("matched", [&](const tree::Node& node) {
      return !node.placeholder() && std::ranges::binary_search(view_.matched, node.span_id);
    });
    marks("cycle_cut", [](const tree::Node& node) { return (node.defects & tree::defect::kCycleCut) != 0; });
    marks("duplicate_id",
          [](const tree::Node& node) { return (node.defects & tree::defect::kDuplicateId) != 0; });
    marks("outside_parent",
          [](const tree::Node& node) { return (node.defects & tree::defect::kOutsideParent) != 0; });
  }

  static constexpr std::size_t kNoText = 0;

  const TraceView& view_;
  const tree::TraceTree& tree_ = view_.tree;
  JsonStream stream_;
  base::JsonWriter& json_ = stream_.json();
  Texts texts_;
};

}  // namespace

void write_trace_columns(const TraceView& view, std::ostream& out) { ColumnWriter(view, out).write(); }

}  // namespace tracewh::render
