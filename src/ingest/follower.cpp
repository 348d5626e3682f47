#include "ingest/follower.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>
#include <thread>
#include <utility>

namespace tracewh::ingest {
namespace {

using namespace std::chrono_literals;
using base::Error, base::ErrorCode;

// Four looks and the commit leave what arrives visible within a second.
constexpr auto kInterval = 200ms;

// So long nothing is appended before the rest of a file is taken for whole, or a compressed file for
// finished.
constexpr auto kQuiet = 400ms;

// A writer may go on writing to a renamed file until it opens the new one; so long it stays open.
constexpr auto kLinger = 60s;

// Files that are open at a time, well below the usual limit of a process.
constexpr std::size_t kOpenFiles = 200;

// Time for the last records to come to rest, and for new files to show their format.
constexpr auto kShortestIdle = 1s;

// A smaller head may not tell the format yet.
constexpr std::uint64_t kHeadBytes = 4096;

std::optional<struct stat> regular_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return status;
}

store::Inode inode_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

/// The file beside `path` that is `inode`.
std::optional<std::string> find_beside(const std::string& path, const store::Inode& inode) {
  std::error_code failed;
  const auto directory = std::filesystem::absolute(path, failed).parent_path();
  for (const auto& entry : std::filesystem::directory_iterator(directory, failed)) {
    const auto status = regular_file(entry.path().string());
    if (status && inode_of(*status) == inode) return entry.path().string();
  }
  return std::nullopt;
}

}  // namespace

Follower::Follower(Ingester& ingester, std::vector<std::string> paths, OnResult on_result)
    : ingester_(ingester), paths_(std::move(paths)), on_result_(std::move(on_result)) {
  for (const Input& input : list_inputs(paths_)) look_at(input);
  add_renamed_files();
}

void Follower::add_renamed_files() {
  // A file that was renamed while nobody followed it may have grown before.
  for (const std::string& path : paths_) {
    const auto last = ingester_.last_inode(path);
    if (!last || files_.contains(*last)) continue;
    if (const auto renamed = find_beside(path, *last)) look_at({*renamed, false});
  }
}

void Follower::run(const std::atomic<bool>& interrupted, std::optional<std::chrono::nanoseconds> idle_exit) {
  const auto is_idle = [&] {
    return idle_exit &&
           Clock::now() - last_read_ >= std::max<std::chrono::nanoseconds>(*idle_exit, kShortestIdle);
  };
  try {
    while (!interrupted && !is_idle()) {
      for (auto& [inode, watched] : files_) visit(watched);
      std::erase_if(files_, [](const auto& entry) { return entry.second.gone(); });
      std::this_thread::sleep_for(kInterval);
      look_around();
    }
    for (auto& [inode, watched] : files_) try_rest(watched);
  } catch (const Error& error) {
    // To be stopped is the normal end.
    if (error.code() != ErrorCode::kInterrupted) throw;
  }
}

void Follower::look_around() {
  for (auto& [inode, watched] : files_) watched.listed = false;
  for (const Input& input : list_inputs(paths_)) look_at(input);
}

void Follower::look_at(const Input& input) {
  if (!input.unreadable.empty() && unreadable_.insert(input.path).second) {
    on_result_(input, {FileResult::Kind::kUnreadable, input.unreadable});
  }
  const auto status = regular_file(input.path);
  if (!status) return;
  const Look look{static_cast<std::uint64_t>(status->st_size),
                  status->st_mtim.tv_sec * 1'000'000'000 + status->st_mtim.tv_nsec};
  const auto [at, is_new] = files_.try_emplace(inode_of(*status));
  Watched& watched = at->second;
  watched.inode = at->first;
  watched.input = input;
  watched.listed = true;
  if (is_new) watched.first = Clock::now();
  if (is_new || watched.look != look) watched.changed = Clock::now();
  watched.look = look;
}

void Follower::visit(Watched& watched) {
  if (watched.file) return visit_open(watched);
  if (watched.nothing_to_do()) return;
  const bool may_grow = watched.listed && Clock::now() - watched.first < kQuiet;
  if (may_grow && watched.look.size < kHeadBytes) return;
  open(watched);
}

void Follower::visit_open(Watched& watched) {
  switch (watched.file->source->change()) {
    case Change::kGrown:
      return read(watched);
    case Change::kReplaced:
      watched.file.reset();
      watched.tried.reset();
      watched.first = Clock::now();
      return;
    case Change::kNone:
      const auto quiet = Clock::now() - watched.changed;
      if (quiet >= kQuiet) try_rest(watched);
      if (quiet >= kLinger) close(watched);
  }
}

/// Goes after a file that was renamed since it was seen; what has its name now is another one.
bool Follower::find_again(Watched& watched) {
  const auto status = regular_file(watched.input.path);
  if (status && inode_of(*status) == watched.inode) return true;
  const auto renamed = find_beside(watched.input.path, watched.inode);
  if (renamed) watched.input.path = *renamed;
  return renamed.has_value();
}

void Follower::open(Watched& watched) {
  if (!find_again(watched)) {
    watched.tried = watched.look;
    return;
  }
  FileResult result;
  auto file = ingester_.open_growing(watched.input, result);
  // Renamed just now: next time it is found under its new name.
  if (file && file->source->identity().inode != watched.inode) return;
  // What is still being written may become readable.
  const bool quiet = Clock::now() - watched.changed >= kQuiet;
  if (!file) {
    if (quiet) settle(watched, result);
    return;
  }
  if (file->source->compressed()) {
    if (quiet) ingest_compressed(watched, *file);
    return;
  }
  watched.file = std::move(file);
  read(watched);
  close_oldest();
}

void Follower::read(Watched& watched) {
  last_read_ = watched.changed = Clock::now();
  watched.rest_tried = false;
  const FileResult result = ingester_.read(*watched.file);
  if (result.kind != FileResult::Kind::kIngested) {
    watched.file.reset();
    settle(watched, result);
  }
}

void Follower::ingest_compressed(Watched& watched, OpenFile& file) {
  last_read_ = Clock::now();
  settle(watched, ingester_.read(file));
}

void Follower::try_rest(Watched& watched) {
  if (!watched.file || watched.rest_tried) return;
  watched.rest_tried = true;
  ingester_.read_rest(*watched.file);
}

void Follower::close(Watched& watched) {
  try_rest(watched);
  watched.tried = {watched.file->source->bytes_read(), watched.look.changed_ns};
  watched.file.reset();
}

void Follower::close_oldest() {
  Watched* oldest = nullptr;
  std::size_t open = 0;
  for (auto& [inode, watched] : files_) {
    if (!watched.file) continue;
    ++open;
    if (oldest == nullptr || watched.changed < oldest->changed) oldest = &watched;
  }
  if (open > kOpenFiles) close(*oldest);
}

void Follower::settle(Watched& watched, const FileResult& result) {
  watched.tried = watched.look;
  if (!watched.reported) on_result_(watched.input, result);
  watched.reported = true;
}

}  // namespace tracewh::ingest
