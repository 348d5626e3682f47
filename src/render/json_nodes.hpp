#pragma once

#include "base/json_writer.hpp"
#include "render/style.hpp"
#include "tree/tree_position.hpp"

#include <cstddef>
#include <ostream>
#include <span>
#include <string>

/// Trees as JSON, nested or flat.
namespace tracewh::render {

/// JSON on its way to a stream: as much as one node is held in memory.
class JsonStream {
 public:
  explicit JsonStream(std::ostream& out) : out_(out) {}

  base::JsonWriter& json() { return json_; }
  void flush() {
    out_ << text_;
    text_.clear();
  }

 private:
  std::ostream& out_;
  std::string text_;
  base::JsonWriter json_{text_, base::JsonEscapes::kVisible};
};

/// Writes the nodes of a tree nested as `roots`, without recursion. `add_members(i)` writes what node i
/// holds.
template <typename AddMembers>
void write_roots(std::span<const tree::TreePosition> positions, AddMembers add_members, JsonStream& stream) {
  base::JsonWriter& json = stream.json();
  std::size_t open = 0;
  const auto close_to = [&](std::size_t depth) {
    for (; open > depth; --open) {
      json.close(']');
      json.close('}');
    }
  };
  json.key("roots").open('[');
  for (std::size_t i = 0; i < positions.size(); ++i) {
    close_to(positions[i].depth);
    json.open('{');
    add_members(i);
    json.key("children").open('[');
    ++open;
    stream.flush();
  }
  close_to(0);
  json.close(']');
}

/// Writes the nodes of a tree as the list `nodes`, in the order of the tree.
template <typename AddMembers>
void write_list(std::span<const tree::TreePosition> positions, AddMembers add_members, JsonStream& stream) {
  base::JsonWriter& json = stream.json();
  json.key("nodes").open('[');
  for (std::size_t i = 0; i < positions.size(); ++i) {
    json.open('{');
    json.key("parent");
    positions[i].parent == tree::kNone ? json.null() : json.count(positions[i].parent);
    json.key("depth").count(positions[i].depth);
    add_members(i);
    json.close('}');
    stream.flush();
  }
  json.close(']');
}

/// Writes the nodes of a tree as the style asks for.
template <typename AddMembers>
void write_nodes(std::span<const tree::TreePosition> positions, AddMembers add_members, const Style& style,
                 JsonStream& stream) {
  style.flat ? write_list(positions, add_members, stream) : write_roots(positions, add_members, stream);
}

}  // namespace tracewh::render
