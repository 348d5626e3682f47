#include "encode/chrome_tracks.hpp"

#include <map>
#include <string_view>
#include <tuple>

namespace tracewh::encode {
namespace {

using model::Facet;
using tree::kNone;

/// Whose work a span is.
struct Owner {
  std::string_view service;
  std::string_view agent;
  std::string_view worker;

  auto operator<=>(const Owner&) const = default;
};

Owner owner_of(const model::Span& span, const model::Trace& trace, const Owner* parent) {
  Owner owner{trace.service_of(span), span.facet_text(Facet::kAgent), span.facet_text(Facet::kWorkerId)};
  if (parent == nullptr || parent->service != owner.service) return owner;
  if (owner.agent.empty()) owner.agent = parent->agent;
  if (owner.worker.empty() && owner.agent == parent->agent) owner.worker = parent->worker;
  return owner;
}

std::vector<Owner> owners(const tree::TraceTree& tree) {
  std::vector<Owner> owners(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].placeholder()) continue;
    const std::uint32_t parent = tree.positions[i].parent;
    const bool inherits = parent != kNone && !tree.nodes[parent].placeholder();
    owners[i] = owner_of(tree.span_of(tree.nodes[i]), tree.trace, inherits ? &owners[parent] : nullptr);
  }
  return owners;
}

std::string process_name(const Owner& owner) {
  const std::string service(owner.service.empty() ? "unknown service" : owner.service);
  return owner.agent.empty() ? service : std::string(owner.agent) + " @" + service;
}

}  // namespace

Tracks assign_tracks(const tree::TraceTree& tree) {
  Tracks tracks;
  std::map<Owner, std::uint32_t> processes;  // a process is an owner without a worker
  std::map<Owner, std::uint32_t> groups;
  std::vector<Track> group_tracks;
  std::vector<std::uint32_t> group_of(tree.nodes.size());
  const std::vector<Owner> owner_of_node = owners(tree);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].placeholder()) continue;
    const Owner& owner = owner_of_node[i];
    const Owner process{owner.service, owner.agent, {}};
    const auto [group, is_new] = groups.try_emplace(owner, static_cast<std::uint32_t>(groups.size()));
    group_of[i] = group->second;
    if (!is_new) continue;
    const auto position = static_cast<std::uint32_t>(tracks.processes.size());
    const auto [at, is_new_process] = processes.try_emplace(process, position);
    if (is_new_process) tracks.processes.push_back(process_name(process));
    group_tracks.push_back(
        {at->second, owner.worker.empty() ? process_name(process) : std::string(owner.worker)});
  }
  Lanes lanes = assign_lanes(tree, group_of);
  std::vector<int> lane_count(group_tracks.size());
  for (const std::uint32_t group : lanes.groups) {
    Track& track = tracks.tracks.emplace_back(group_tracks[group]);
    if (++lane_count[group] > 1) track.name += " (" + std::to_string(lane_count[group]) + ")";
  }
  tracks.of = std::move(lanes.of);
  return tracks;
}

}  // namespace tracewh::encode
