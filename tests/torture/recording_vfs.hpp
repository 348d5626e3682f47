#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::torture {

/// One thing that SQLite asked of a disk.
struct DiskEvent {
  enum class Kind { kWrite, kTruncate, kSync, kDelete, kSyncDirectory };
  Kind kind = Kind::kWrite;
  std::string file = {};    ///< without its directory
  std::int64_t offset = 0;  ///< of what is written, or the size to truncate to
  std::string bytes = {};
};

/// While it lives, SQLite's default VFS is one that records what happens to database files and their logs.
/// Nothing waits for the disk. There is one at a time.
class DiskRecording {
 public:
  DiskRecording();
  ~DiskRecording();
  DiskRecording(const DiskRecording&) = delete;
  DiskRecording& operator=(const DiskRecording&) = delete;

  const std::vector<DiskEvent>& events() const { return events_; }
  void add(DiskEvent event) { events_.push_back(std::move(event)); }

 private:
  std::vector<DiskEvent> events_;
};

}  // namespace tracewh::torture
