#include "model/derived_id.hpp"
#include "tree/make_trace.hpp"
#include "tree/trace_tree.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace tracewh::tree {
namespace {

constexpr std::int32_t kInternal = 1;
constexpr std::int32_t kServer = 2;
constexpr std::int32_t kClient = 3;

/// A trace to which spans are added in shorthand; they start so many nanoseconds after kEpoch.
class TraceMaker {
 public:
  TraceMaker() { trace_.trace_id.bytes[0] = 7; }

  TraceMaker& add(std::uint64_t id, std::uint64_t parent, std::string_view name, std::int32_t kind,
                  std::string_view service, std::int64_t start_ns = 0) {
    model::Span span = test::span(id, parent, name, kEpoch + start_ns, kEpoch + start_ns + 10);
    span.kind = kind;
    span.resource = static_cast<std::uint32_t>(trace_.resources.size());
    trace_.resources.push_back({service, "{}", "", "", 0});
    trace_.spans.push_back(span);
    return *this;
  }

  /// The called side of the call whose caller has the ID that both share.
  TraceMaker& add_called(std::uint64_t shared, std::string_view name, std::string_view service,
                         std::int64_t start_ns = 0, std::string_view address = {}) {
    const auto id = model::called_side_id(trace_.trace_id, {shared}, service, address);
    return add(id.value, shared, name, kServer, service, start_ns);
  }

  /// The names of the tree in pre-order, indented by depth; a placeholder in parentheses.
  std::vector<std::string> outline() {
    const TraceTree tree = build_tree(std::move(trace_));
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const Node& node = tree.nodes[i];
      lines.push_back(std::string(tree.positions[i].depth, '.') +
                      (node.placeholder() ? "()" : std::string(tree.span_of(node).name)));
    }
    return lines;
  }

 private:
  model::Trace trace_;
};

using Lines = std::vector<std::string>;

TEST_CASE("what names a shared ID as parent hangs from the side of its own service") {
  CHECK(TraceMaker()
            .add(9, 0, "root", kInternal, "web")
            .add(1, 9, "call", kClient, "web", 1)
            .add_called(1, "serve", "shop", 2)
            .add(2, 1, "retry", kInternal, "web", 3)
            .add(3, 1, "query", kInternal, "shop", 4)
            .add(4, 1, "elsewhere", kInternal, "stock", 5)
            .outline() == Lines{"root", ".call", "..serve", "...query", "..retry", "..elsewhere"});
}

TEST_CASE("sides of one service are parents of what began after them") {
  CHECK(TraceMaker()
            .add(1, 0, "call", kClient, "web")
            .add_called(1, "first", "shop", 10, "10.0.0.1")
            .add_called(1, "second", "shop", 20, "10.0.0.2")
            .add(2, 1, "a", kInternal, "shop", 15)
            .add(3, 1, "b", kInternal, "shop", 25)
            .outline() == Lines{"call", ".first", "..a", ".second", "..b"});
}

TEST_CASE("sides whose caller is not there are siblings") {
  CHECK(TraceMaker()
            .add(9, 0, "root", kInternal, "web")
            .add(1, 9, "serve", kServer, "shop", 1)
            .add_called(1, "observe", "stock", 2)
            .add(2, 1, "count", kInternal, "stock", 3)
            .outline() == Lines{"root", ".serve", ".observe", "..count"});
  CHECK(TraceMaker().add(1, 77, "serve", kServer, "shop").add_called(1, "observe", "stock", 2).outline() ==
        Lines{"()", ".serve", ".observe"});
}

TEST_CASE("a server's span below its client's is no side of an ID that they share") {
  CHECK(TraceMaker()
            .add(1, 0, "call", kClient, "web")
            .add(5, 1, "serve", kServer, "shop", 1)
            .add(2, 1, "other", kInternal, "shop", 2)
            .outline() == Lines{"call", ".serve", ".other"});
}

}  // namespace
}  // namespace tracewh::tree
