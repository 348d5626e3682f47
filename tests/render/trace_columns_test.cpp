#include "render/trace_columns.hpp"

#include "render/samples.hpp"
#include "render/tree_json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace tracewh::render {
namespace {

using nlohmann::json;

json columns_of(const Sample& sample) {
  std::ostringstream out;
  write_trace_columns(sample.view(), out);
  return json::parse(out.str());
}

json flat(const Sample& sample) {
  Style style;
  style.flat = true;
  std::ostringstream out;
  write_trace_json(sample.view(), style, out);
  return json::parse(out.str());
}

bool holds(const json& list, const json& value) { return std::ranges::find(list, value) != list.end(); }

/// The value of a member of the node at position i, as the flat form has it.
json value_at(const json& trace, const std::string& member, std::size_t i) {
  const json& column = trace.at("columns").at(member);
  const std::vector<std::string> texts{"name",   "service",        "role",  "kind",
                                       "status", "status_message", "actor", "detail"};
  const std::vector<std::string> marks{"missing", "matched", "cycle_cut", "duplicate_id", "outside_parent"};
  if (holds(marks, member)) return holds(column, i);
  if (holds(texts, member)) return trace.at("texts").at(column.at(i).get<std::size_t>());
  return column.at(i);
}

Sample with_everything() {
  Sample sample = make_sample(make_trace({
      make_span(1, 0, "root", 0, 10, model::Role::kTask),
      make_span(2, 99, "orphan", 1, 2),
      make_span(3, 4, "b", 3, 1),
      make_span(4, 3, "a", 2, 3),
      make_span(5, 1, "late", 9, 5),
      make_span(6, 1, "open", 5, {}),
      make_span(6, 1, "twin", 6, 1),
      make_span(7, 1, kHostile, 6, 1, model::Role::kTool),
  }));
  sample.matched = {sample.tree.nodes.front().span_id};
  return sample;
}

}  // namespace

TEST_CASE("the columns of a trace say what its list of nodes says") {
  const Sample sample = with_everything();
  const json by_columns = columns_of(sample);
  json by_nodes = flat(sample);
  const json nodes = by_nodes.at("nodes");
  REQUIRE(nodes.size() == sample.tree.nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const auto& [member, value] : nodes[i].items()) {
      if (member == "depth" || member == "parent_span_id" || member == "evidence") continue;
      INFO(i << ' ' << member);
      CHECK((member == "joined_trace_id" ? json() : value_at(by_columns, member, i)) == value);
    }
  }
  for (const auto& [member, value] : by_nodes.items()) {
    INFO(member);
    if (member != "nodes") CHECK(by_columns.at(member) == value);
  }
}

TEST_CASE("evidence of failure stands in the columns as one text") {
  const json trace = columns_of(failed_task());
  std::vector<std::string> evidence;
  for (const json& text : trace.at("columns").at("evidence"))
    evidence.push_back(trace.at("texts").at(text.get<std::size_t>()));
  CHECK(evidence == std::vector<std::string>{"exception", "", "", ""});
}

}  // namespace tracewh::render
