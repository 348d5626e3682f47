#include "encode/folded.hpp"

#include "base/utf8.hpp"
#include "tree/trace_tree.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tracewh::encode {
namespace {

using tree::kNone;

constexpr std::int64_t kNanoseconds = 1'000;  // in a microsecond

// Every line repeats the stack above its frame, so that deep traces of long names would grow beyond any disk.
// As many frames as the usual profilers record; what is deeper counts for the last of them.
constexpr std::uint32_t kFrames = 128;
constexpr std::size_t kFrameBytes = 256;

constexpr std::string_view kMissingParent = "missing parent";

/// A frame's name cannot hold what ends a frame or a line.
std::string frame(std::string_view name) {
  std::string text(base::cut_utf8(name, kFrameBytes));
  for (char& c : text) {
    if (c == ';') c = ':';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return text.empty() ? "(no name)" : text;
}

/// The paths of one trace, each once: names from the root down, and the self time of their spans.
class Paths {
 public:
  /// The position of the path that continues the one at `parent`, or begins with kNone, with a name that
  /// lives as long as this.
  std::uint32_t find(std::uint32_t parent, std::string_view name) {
    const auto [at, is_new] =
        positions_.try_emplace({parent, name}, static_cast<std::uint32_t>(paths_.size()));
    if (is_new) paths_.push_back({parent, name});
    return at->second;
  }

  void add(std::uint32_t path, std::int64_t self_ns) { paths_[path].self_ns += self_ns; }

  void write(std::ostream& out) const {
    for (const Path& path : paths_) {
      const std::int64_t self = path.self_ns / kNanoseconds;
      if (self > 0) out << stack(path) << ' ' << self << '\n';
    }
  }

 private:
  struct Path {
    std::uint32_t parent = kNone;
    std::string_view name;
    std::int64_t self_ns = 0;
  };
  using Key = std::pair<std::uint32_t, std::string_view>;
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::string_view>{}(key.second) ^ key.first * std::size_t{0x9e3779b97f4a7c15};
    }
  };

  std::string stack(const Path& path) const {
    std::vector<std::string> frames{frame(path.name)};
    for (std::uint32_t above = path.parent; above != kNone; above = paths_[above].parent)
      frames.push_back(frame(paths_[above].name));
    std::string text = std::move(frames.back());
    for (std::size_t i = frames.size() - 1; i-- > 0;) text.append(1, ';').append(frames[i]);
    return text;
  }

  std::vector<Path> paths_;  ///< parents before children
  std::unordered_map<Key, std::uint32_t, Hash> positions_;
};

class Folded final : public Encoder {
 public:
  explicit Folded(std::ostream& out) : out_(out) {}

  void outline(model::Trace trace) override {
    const tree::TraceTree tree = tree::build_tree(std::move(trace));
    Paths paths;
    std::vector<std::uint32_t> path_of(tree.nodes.size());
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const tree::Node& node = tree.nodes[i];
      const tree::TreePosition& position = tree.positions[i];
      const std::uint32_t above = position.parent == kNone ? kNone : path_of[position.parent];
      const std::string_view name = node.placeholder() ? kMissingParent : tree.span_of(node).name;
      path_of[i] = position.depth < kFrames ? paths.find(above, name) : above;
      paths.add(path_of[i], node.self_ns.value_or(0));
    }
    paths.write(out_);
  }

 private:
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<Encoder> make_folded(std::ostream& out) { return std::make_unique<Folded>(out); }

}  // namespace tracewh::encode
