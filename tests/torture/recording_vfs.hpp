#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::torture {

/// One thing that was asked of a disk, by SQLite or past it.
struct DiskEvent {
  enum class Kind { kWrite, kTruncate, kSync, kDelete, kRename, kSyncDirectory };
  Kind kind = Kind::kWrite;
  std::string file = {};    ///< without its directory
  std::int64_t offset = 0;  ///< of what is written, or the size to truncate to
  std::string bytes = {};   ///< written, or the new name
};

/// While it lives, SQLite's default VFS is one that records what happens to database files and their logs;
/// and so are the calls rename() and fsync() of the program. Nothing waits for the disk. There is one at a
/// time.
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
