#include "decode/formats/lookalikes.hpp"

#include <algorithm>
#include <initializer_list>

namespace tracewh::decode {
namespace {

/// Whether an object somewhere has a member of that name.
bool has_member(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find(name); at != std::string_view::npos; at = head.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (at == 0 || head[at - 1] != '"' || !head.substr(end).starts_with('"')) continue;
    const std::size_t next = head.find_first_not_of(" \t\r\n", end + 1);
    if (next != std::string_view::npos && head[next] == ':') return true;
  }
  return false;
}

bool has_any(std::string_view head, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](auto name) { return has_member(head, name); });
}

}  // namespace

bool is_tempo_search(std::string_view head) {
  return has_any(head, {"rootServiceName", "rootTraceName", "spanSet", "spanSets"});
}

bool is_elasticsearch_hits(std::string_view head) { return has_any(head, {"_source", "_shards"}); }

bool is_langfuse(std::string_view head) {
  return !has_any(head, {"localEndpoint", "remoteEndpoint", "endpoint"}) &&
         has_any(head, {"observations", "parentObservationId", "htmlPath", "projectId"});
}

}  // namespace tracewh::decode
