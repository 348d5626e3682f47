#include "cli/scratch_database.hpp"

#include "base/error.hpp"
#include "cli/exit_code.hpp"
#include "cli/ingest.hpp"

#include <cstdlib>
#include <string>

namespace tracewh::cli {
namespace {

std::filesystem::path make_directory() {
  std::string name = (std::filesystem::temp_directory_path() / "tracewh-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw base::Error(
        base::ErrorCode::kOperational,
        "cannot make a temporary directory in " + std::filesystem::temp_directory_path().string(),
        "set TMPDIR to a directory in which you may write");
  }
  return name;
}

}  // namespace

ScratchDatabase::ScratchDatabase(const std::vector<std::string>& files, Io& io)
    : directory_(make_directory()) {
  IngestOptions options;
  options.paths = files;
  Globals globals;
  globals.database = path();
  globals.quiet = true;
  if (run_ingest(options, globals, io) != exit_code::kFine) {
    remove();
    throw base::Error(base::ErrorCode::kOperational, "not all files could be read");
  }
}

ScratchDatabase::~ScratchDatabase() { remove(); }

void ScratchDatabase::remove() noexcept {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string ScratchDatabase::path() const { return (directory_ / "scratch.db").string(); }

}  // namespace tracewh::cli
