#include "store/seekable/compacted_vfs.hpp"

#include "store/seekable/seekable_file.hpp"

#include <sqlite3.h>

#include <cstring>
#include <exception>
#include <memory>
#include <new>

namespace tracewh::store {
namespace {

constexpr const char* kName = "tracewh_compacted";

/// What SQLite allocates for an open file: its own part first.
struct OpenDatabase {
  sqlite3_file base;
  SeekableFile* content;
};

SeekableFile& content_of(sqlite3_file* file) { return *reinterpret_cast<OpenDatabase*>(file)->content; }

int close(sqlite3_file* file) {
  delete &content_of(file);
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 offset) {
  const std::span<char> out(static_cast<char*>(buffer), static_cast<std::size_t>(amount));
  try {
    const std::size_t got = content_of(file).read(static_cast<std::uint64_t>(offset), out);
    if (got == out.size()) return SQLITE_OK;
    // SQLite requires zeros in the place of what is missing.
    std::memset(out.data() + got, 0, out.size() - got);
    return SQLITE_IOERR_SHORT_READ;
  } catch (const std::bad_alloc&) {
    return SQLITE_IOERR_NOMEM;
  } catch (const std::exception&) {
    return SQLITE_CORRUPT;
  }
}

int size_of(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(content_of(file).size());
  return SQLITE_OK;
}

/// A compacted file is replaced as a whole, never changed, so SQLite needs neither locks nor logs.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_IMMUTABLE; }

int write(sqlite3_file*, const void*, int, sqlite3_int64) { return SQLITE_READONLY; }
int truncate(sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; }
int sync(sqlite3_file*, int) { return SQLITE_OK; }
int lock(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved_lock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }

constexpr sqlite3_io_methods kMethods{1,
                                      close,
                                      read,
                                      write,
                                      truncate,
                                      sync,
                                      size_of,
                                      lock,
                                      lock,
                                      check_reserved_lock,
                                      control,
                                      sector_size,
                                      characteristics,
                                      nullptr,
                                      nullptr,
                                      nullptr,
                                      nullptr,
                                      nullptr,
                                      nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  file->pMethods = nullptr;
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;
  try {
    reinterpret_cast<OpenDatabase*>(file)->content = std::make_unique<SeekableFile>(path).release();
  } catch (const std::exception&) {
    return SQLITE_CANTOPEN;
  }
  file->pMethods = &kMethods;
  if (flags_out != nullptr) *flags_out = SQLITE_OPEN_READONLY;
  return SQLITE_OK;
}

/// The operating system's VFS, but for how files are opened.
sqlite3_vfs make_vfs() {
  sqlite3_vfs vfs = *sqlite3_vfs_find(nullptr);
  vfs.zName = kName;
  vfs.szOsFile = static_cast<int>(sizeof(OpenDatabase));
  vfs.xOpen = open;
  return vfs;
}

}  // namespace

const char* compacted_vfs() {
  static sqlite3_vfs vfs = make_vfs();
  static const int kRegistered = sqlite3_vfs_register(&vfs, 0);
  return kRegistered == SQLITE_OK ? kName : nullptr;
}

}  // namespace tracewh::store
