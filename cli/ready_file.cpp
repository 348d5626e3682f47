#include "cli/ready_file.hpp"

#include "cli/output_file.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace tracewh::cli {

ReadyFile::ReadyFile(std::string path) : path_(std::move(path)) { remove(); }

ReadyFile::~ReadyFile() { remove(); }

void ReadyFile::write(const std::vector<net::Listening>& listening) const {
  if (path_.empty()) return;
  OutputFile file(path_);
  for (const net::Listening& listener : listening) {
    file.stream() << listener.name << ' ' << listener.url << '\n';
  }
  file.commit();
}

void ReadyFile::remove() const {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path_, ignored)) std::filesystem::remove(path_, ignored);
}

}  // namespace tracewh::cli
