#include "torture/lost_power.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::torture {
namespace {

using Kind = DiskEvent::Kind;
using Content = std::optional<std::string>;  // none: there is no such file

constexpr std::size_t kSector = 512;

void write_at(std::string& content, std::size_t offset, std::string_view bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
  std::copy(bytes.begin(), bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(offset));
}

void apply(const DiskEvent& event, Content& content) {
  if (event.kind == Kind::kSync || event.kind == Kind::kRename) return;
  if (event.kind == Kind::kDelete) return content.reset();
  if (!content) content.emplace();
  const auto offset = static_cast<std::size_t>(event.offset);
  if (event.kind == Kind::kTruncate) return content->resize(offset);
  write_at(*content, offset, event.bytes);
}

/// Each sector reaches the disk or does not.
void tear(const DiskEvent& event, bench::Random& random, Content& content) {
  if (!content) content.emplace();
  const std::string_view bytes = event.bytes;
  for (std::size_t begin = 0; begin < bytes.size(); begin += kSector) {
    if (random.chance(0.5)) {
      write_at(*content, static_cast<std::size_t>(event.offset) + begin, bytes.substr(begin, kSector));
    }
  }
}

void apply_unsynced(const DiskEvent& event, bench::Random& random, Content& content) {
  if (random.chance(0.4)) return;
  if (event.kind == Kind::kWrite && random.chance(0.3)) return tear(event, random, content);
  apply(event, content);
}

/// How far what happens to a file is sure to be on the disk: up to its last sync, and up to its last removal
/// when it was made anew afterwards.
std::map<std::string, std::size_t> sure_events(std::span<const DiskEvent> events) {
  std::map<std::string, std::size_t> sure;
  std::map<std::string, std::size_t> removed;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const DiskEvent& event = events[i];
    if (event.kind == Kind::kSync) sure[event.file] = i + 1;
    if (event.kind == Kind::kDelete) removed[event.file] = i + 1;
    if (event.kind == Kind::kWrite) sure[event.file] = std::max(sure[event.file], removed[event.file]);
    if (event.kind != Kind::kSyncDirectory) continue;
    for (const auto& [file, end] : removed) sure[file] = std::max(sure[file], end);
  }
  return sure;
}

/// The same, with all that happened to a file before it was renamed under its new name. No file was replaced
/// so.
std::vector<DiskEvent> under_last_names(std::span<const DiskEvent> events) {
  std::vector<DiskEvent> renamed(events.begin(), events.end());
  for (std::size_t i = 0; i < renamed.size(); ++i) {
    if (renamed[i].kind != Kind::kRename) continue;
    const std::string old_name = renamed[i].file;
    for (std::size_t j = 0; j < i; ++j) {
      if (renamed[j].file == old_name) renamed[j].file = renamed[i].bytes;
    }
    std::swap(renamed[i].file, renamed[i].bytes);
  }
  return renamed;
}

/// The old names of files whose renaming does not reach the disk, by the new ones: those of which no
/// directory is synced any more.
std::map<std::string, std::string> lost_renames(std::span<const DiskEvent> events, bench::Random& random) {
  std::map<std::string, std::string> lost;
  for (const DiskEvent& event : events) {
    if (event.kind == Kind::kSyncDirectory) lost.clear();
    if (event.kind == Kind::kRename && random.chance(0.5)) lost[event.file] = event.bytes;
  }
  return lost;
}

}  // namespace

void write_disk(std::span<const DiskEvent> recorded, bench::Random& random,
                const std::filesystem::path& directory) {
  const std::vector<DiskEvent> events = under_last_names(recorded);
  const std::map<std::string, std::string> lost = lost_renames(events, random);
  std::map<std::string, std::size_t> sure = sure_events(events);
  std::map<std::string, Content> disk;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const DiskEvent& event = events[i];
    if (event.kind == Kind::kSyncDirectory) continue;
    Content& content = disk[event.file];
    i < sure[event.file] ? apply(event, content) : apply_unsynced(event, random, content);
  }
  for (const auto& [name, content] : disk) {
    const auto old_name = lost.find(name);
    const std::string& found = old_name == lost.end() ? name : old_name->second;
    if (content) std::ofstream(directory / found, std::ios::binary) << *content;
  }
}

}  // namespace tracewh::torture
