#include "base/error.hpp"
#include "store/read/reader.hpp"
#include "store/seekable/seekable_file.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace tracewh;

namespace {

/// Reads all that the file says it has, up to a limit, in pieces that frames do not end with.
void read_content(const std::string& path) {
  constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 20;
  store::SeekableFile file(path);
  std::array<char, 4099> piece{};
  for (std::uint64_t offset = 0; offset < std::min(file.size(), kMaxBytes); offset += piece.size()) {
    const std::size_t size = file.read(offset, piece);
    if (size != std::min<std::uint64_t>(piece.size(), file.size() - offset)) std::abort();
  }
}

void ask_database(const std::string& path) {
  store::Reader reader(path, std::chrono::seconds(1));
  store::Statement statement = reader.prepare("SELECT * FROM spans");
  while (statement.step()) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const base::FileDescriptor file(::memfd_create("input", MFD_CLOEXEC));
  if (::write(file.get(), data, size) != static_cast<ssize_t>(size)) std::abort();
  const std::string path = "/proc/self/fd/" + std::to_string(file.get());
  for (const auto& attempt : {read_content, ask_database}) {
    try {
      attempt(path);
    } catch (const base::Error&) {
      // Damaged input is what this is about.
    }
  }
  return 0;
}
