#include "base/new_file.hpp"

#include <fcntl.h>

namespace tracewh::base {

FileDescriptor create_new_file(const std::filesystem::path& path, unsigned mode) {
  ::unlink(path.c_str());
  return FileDescriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
}

}  // namespace tracewh::base
