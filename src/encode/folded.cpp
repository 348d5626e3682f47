#include "encode/folded.hpp"

#include "tree/aggregated_tree.hpp"
#include "tree/trace_tree.hpp"

#include <ostream>
#include <utility>

namespace tracewh::encode {
namespace {

constexpr std::int64_t kNanoseconds = 1'000;  // in a microsecond

/// A frame's name cannot hold what ends a frame or a line.
std::string frame(std::string_view name) {
  std::string text(name);
  for (char& c : text) {
    if (c == ';') c = ':';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return text.empty() ? "(no name)" : text;
}

class Folded final : public Encoder {
 public:
  explicit Folded(std::ostream& out) : out_(out) {}

  void write(model::Trace trace) override {
    aggregator_.add(tree::build_tree(std::move(trace)));
    const tree::AggregatedTree aggregated = aggregator_.finish();
    // In pre-order, the stack above a node is a beginning of the one before.
    std::string stack;
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i < aggregated.nodes.size(); ++i) {
      const std::size_t depth = aggregated.positions[i].depth;
      lengths.resize(depth);
      stack.resize(depth == 0 ? 0 : lengths.back());
      if (depth > 0) stack.push_back(';');
      stack += frame(aggregated.nodes[i].name);
      lengths.push_back(stack.size());
      const std::int64_t self = aggregated.nodes[i].self_ns / kNanoseconds;
      if (self > 0) out_ << stack << ' ' << self << '\n';
    }
  }

 private:
  std::ostream& out_;
  tree::TreeAggregator aggregator_;
};

}  // namespace

std::unique_ptr<Encoder> make_folded(std::ostream& out) { return std::make_unique<Folded>(out); }

}  // namespace tracewh::encode
