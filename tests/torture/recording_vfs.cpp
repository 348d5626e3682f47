#include "torture/recording_vfs.hpp"

#include <sqlite3.h>

#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

namespace tracewh::torture {
namespace {

using Kind = DiskEvent::Kind;

DiskRecording* recording = nullptr;

std::string name_of(const char* path) { return std::filesystem::path(path).filename().string(); }

/// What SQLite allocates for an open file: its own part first, ours, and then that of the operating system's
/// VFS.
struct RecordedFile {
  sqlite3_file base;
  std::string* name;
  bool syncs_directory;  // with its first sync, as the operating system's VFS does for new logs
};

sqlite3_vfs& system_vfs() {
  static sqlite3_vfs& vfs = *sqlite3_vfs_find("unix");
  return vfs;
}

RecordedFile& ours(sqlite3_file* file) { return *reinterpret_cast<RecordedFile*>(file); }
sqlite3_file* system_file(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<RecordedFile*>(file) + 1);
}
const sqlite3_io_methods& methods(sqlite3_file* file) { return *system_file(file)->pMethods; }

void record(sqlite3_file* file, Kind kind, std::int64_t offset = 0, std::string bytes = {}) {
  recording->add({kind, *ours(file).name, offset, std::move(bytes)});
}

int close(sqlite3_file* file) {
  delete ours(file).name;
  return methods(file).xClose(system_file(file));
}
int read(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 offset) {
  return methods(file).xRead(system_file(file), buffer, amount, offset);
}
int write(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
  record(file, Kind::kWrite, offset,
         std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(amount)));
  return methods(file).xWrite(system_file(file), bytes, amount, offset);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  record(file, Kind::kTruncate, size);
  return methods(file).xTruncate(system_file(file), size);
}
int sync(sqlite3_file* file, int) {
  record(file, Kind::kSync);
  if (std::exchange(ours(file).syncs_directory, false)) record(file, Kind::kSyncDirectory);
  return SQLITE_OK;
}
int size_of(sqlite3_file* file, sqlite3_int64* size) {
  return methods(file).xFileSize(system_file(file), size);
}
int lock(sqlite3_file* file, int level) { return methods(file).xLock(system_file(file), level); }
int unlock(sqlite3_file* file, int level) { return methods(file).xUnlock(system_file(file), level); }
int check_reserved_lock(sqlite3_file* file, int* reserved) {
  return methods(file).xCheckReservedLock(system_file(file), reserved);
}
int control(sqlite3_file* file, int operation, void* argument) {
  // Files of the operating system's VFS may be grown by it without a word.
  if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_MMAP_SIZE) return SQLITE_NOTFOUND;
  return methods(file).xFileControl(system_file(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return methods(file).xSectorSize(system_file(file)); }
int characteristics(sqlite3_file* file) { return methods(file).xDeviceCharacteristics(system_file(file)); }

// The index of the log lies in memory that is shared: loss of power takes it, so it is not recorded.
int map_shared(sqlite3_file* file, int page, int bytes, int extend, void volatile** memory) {
  return methods(file).xShmMap(system_file(file), page, bytes, extend, memory);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return methods(file).xShmLock(system_file(file), offset, count, flags);
}
void order_shared(sqlite3_file* file) { methods(file).xShmBarrier(system_file(file)); }
int unmap_shared(sqlite3_file* file, int remove) {
  return methods(file).xShmUnmap(system_file(file), remove);
}

constexpr sqlite3_io_methods kMethods{2,
                                      close,
                                      read,
                                      write,
                                      truncate,
                                      sync,
                                      size_of,
                                      lock,
                                      unlock,
                                      check_reserved_lock,
                                      control,
                                      sector_size,
                                      characteristics,
                                      map_shared,
                                      lock_shared,
                                      order_shared,
                                      unmap_shared,
                                      nullptr,
                                      nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  constexpr int kRecorded = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  // What is temporary needs no record, and no room for one.
  if ((flags & kRecorded) == 0) return system_vfs().xOpen(&system_vfs(), path, file, flags, flags_out);
  file->pMethods = nullptr;
  const int result = system_vfs().xOpen(&system_vfs(), path, system_file(file), flags, flags_out);
  if (system_file(file)->pMethods == nullptr) return result;
  ours(file).name = new std::string(name_of(path));
  ours(file).syncs_directory = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & SQLITE_OPEN_MAIN_DB) == 0;
  file->pMethods = &kMethods;
  return result;
}

int remove(sqlite3_vfs*, const char* path, int sync_directory) {
  recording->add({Kind::kDelete, name_of(path)});
  if (sync_directory != 0) recording->add({Kind::kSyncDirectory, {}});
  return system_vfs().xDelete(&system_vfs(), path, 0);
}

sqlite3_vfs make_vfs() {
  sqlite3_vfs vfs = system_vfs();
  vfs.zName = "tracewh_recording";
  vfs.szOsFile += static_cast<int>(sizeof(RecordedFile));
  vfs.xOpen = open;
  vfs.xDelete = remove;
  return vfs;
}

sqlite3_vfs& recording_vfs() {
  static sqlite3_vfs vfs = make_vfs();
  return vfs;
}

}  // namespace

void record_rename(const char* from, const char* to) {
  if (recording != nullptr) recording->add({Kind::kRename, name_of(from), 0, name_of(to)});
}

void record_fsync(int descriptor) {
  struct stat status {};
  if (recording == nullptr || ::fstat(descriptor, &status) != 0) return;
  if (S_ISDIR(status.st_mode)) return recording->add({Kind::kSyncDirectory, {}});
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  recording->add({Kind::kSync, std::filesystem::read_symlink(link).filename().string()});
}

DiskRecording::DiskRecording() {
  recording = this;
  sqlite3_vfs_register(&recording_vfs(), 1);
}

DiskRecording::~DiskRecording() {
  sqlite3_vfs_unregister(&recording_vfs());
  sqlite3_vfs_register(&system_vfs(), 1);
  recording = nullptr;
}

}  // namespace tracewh::torture

// In the place of the system's, for what the program does past SQLite.
extern "C" int rename(const char* from, const char* to) noexcept {
  const int result = ::renameat(AT_FDCWD, from, AT_FDCWD, to);
  if (result == 0) tracewh::torture::record_rename(from, to);
  return result;
}

extern "C" int fsync(int descriptor) {
  tracewh::torture::record_fsync(descriptor);
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
