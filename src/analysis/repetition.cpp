#include "analysis/call_input.hpp"
#include "analysis/loop.hpp"

#include <map>
#include <span>
#include <tuple>

namespace tracewh::analysis {
namespace {

constexpr std::size_t kStorm = 3;

/// Calls of one operation with equal input below one parent, in order of start.
using Calls = std::vector<std::uint32_t>;

bool is_failed(const tree::TraceTree& tree, std::uint32_t node) {
  return tree.span_of(tree.nodes[node]).evidence != 0;
}

std::int64_t total_ns(const tree::TraceTree& tree, std::span<const std::uint32_t> calls) {
  std::int64_t total = 0;
  for (const std::uint32_t call : calls) total += tree.span_of(tree.nodes[call]).duration_ns().value_or(0);
  return total;
}

/// How many calls from the first on follow each other until one succeeds.
std::size_t attempts(const tree::TraceTree& tree, std::span<const std::uint32_t> calls) {
  std::size_t count = 1;
  while (count < calls.size() && is_failed(tree, calls[count - 1]) &&
         tree.nodes[calls[count]].start_ns >= tree.nodes[calls[count - 1]].end_ns) {
    ++count;
  }
  return count;
}

void add_storms(const tree::TraceTree& tree, std::span<const std::uint32_t> calls, std::string_view name,
                std::vector<Loop>& loops) {
  while (!calls.empty()) {
    const auto tried = calls.first(attempts(tree, calls));
    calls = calls.subspan(tried.size());
    if (tried.size() < kStorm) continue;
    loops.push_back({"retry_storm", std::string(name), tried.front(), tried.size(),
                     total_ns(tree, tried.first(tried.size() - 1))});
  }
}

void add_repeated(const tree::TraceTree& tree, std::span<const std::uint32_t> calls, std::string_view name,
                  std::vector<Loop>& loops) {
  if (calls.size() < 2) return;
  loops.push_back(
      {"repeated_call", std::string(name), calls.front(), calls.size(), total_ns(tree, calls.subspan(1))});
}

bool any_failed(const tree::TraceTree& tree, const Calls& calls) {
  for (const std::uint32_t call : calls) {
    if (is_failed(tree, call)) return true;
  }
  return false;
}

}  // namespace

void find_repetitions(const tree::TraceTree& tree, CallInputReader& inputs, std::vector<Loop>& loops) {
  std::map<std::tuple<std::string_view, model::Role>, Calls> by_operation;
  for (std::uint32_t parent = 0; parent < tree.nodes.size(); ++parent) {
    by_operation.clear();
    const std::uint32_t end = tree.positions[parent].end;
    for (std::uint32_t child = parent + 1; child < end; child = tree.positions[child].end) {
      const model::Span& span = tree.span_of(tree.nodes[child]);
      by_operation[{span.name, span.role}].push_back(child);
    }
    for (const auto& [operation, same] : by_operation) {
      if (same.size() < 2) continue;
      // Input is read only where an operation repeats.
      std::map<std::string, Calls> by_input;
      for (const std::uint32_t call : same)
        by_input[inputs.read(tree.span_of(tree.nodes[call]))].push_back(call);
      for (const auto& [input, calls] : by_input) {
        if (any_failed(tree, calls)) {
          add_storms(tree, calls, std::get<0>(operation), loops);
        } else if (!input.empty()) {
          add_repeated(tree, calls, std::get<0>(operation), loops);
        }
      }
    }
  }
}

}  // namespace tracewh::analysis
