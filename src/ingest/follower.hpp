#pragma once

#include "ingest/ingester.hpp"
#include "ingest/inputs.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tracewh::ingest {

/// Ingests files while they grow, and new files of directories, each byte once: through renaming,
/// truncation and restarts. A file is the same as long as its inode is and the bytes before the place
/// where reading ended are what they were.
///
/// It looks at sizes a few times a second. This costs about three thousandths of a processor for a hundred
/// files, and works where notifications do not: on network and overlay file systems.
class Follower {
 public:
  using OnResult = std::function<void(const Input&, const FileResult&)>;

  /// `on_result` is told of files that cannot be followed, once each.
  Follower(Ingester& ingester, std::vector<std::string> paths, OnResult on_result);

  /// Ingests until `interrupted` is true, or until nothing was appended for as long as `idle_exit`. All
  /// that was read is committed then; an unfinished last record waits for the next time.
  void run(const std::atomic<bool>& interrupted, std::optional<std::chrono::nanoseconds> idle_exit);

 private:
  using Clock = std::chrono::steady_clock;

  /// What one look at a file tells.
  struct Look {
    std::uint64_t size = 0;
    std::int64_t changed_ns = 0;

    bool operator==(const Look&) const = default;
  };

  struct Watched {
    Input input;
    store::Inode inode;
    Look look;
    bool listed = false;          ///< whether it is still in the followed places
    Clock::time_point first{};    ///< when it was seen first
    Clock::time_point changed{};  ///< when it was last seen to change
    std::optional<Look> tried;    ///< when there was nothing to do until it changes again
    std::unique_ptr<OpenFile> file;
    bool rest_tried = false;
    bool reported = false;

    bool nothing_to_do() const { return look.size == 0 || tried == look; }
    bool gone() const { return !listed && !file && nothing_to_do(); }
  };

  void add_renamed_files();
  void look_around();
  void look_at(const Input& input);
  void visit(Watched& watched);
  void visit_open(Watched& watched);
  static bool find_again(Watched& watched);
  void open(Watched& watched);
  void read(Watched& watched);
  void ingest_compressed(Watched& watched, OpenFile& file);
  void try_rest(Watched& watched);
  void close(Watched& watched);
  void close_oldest();
  void settle(Watched& watched, const FileResult& result);

  Ingester& ingester_;
  std::vector<std::string> paths_;
  OnResult on_result_;
  std::map<store::Inode, Watched> files_;
  std::set<std::string> unreadable_;  ///< paths that on_result_ was told of
  Clock::time_point last_read_ = Clock::now();
};

}  // namespace tracewh::ingest
