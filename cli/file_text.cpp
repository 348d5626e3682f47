#include "cli/file_text.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace tracewh::cli {

std::string read_file(std::string_view option, const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (stream) return text;
  throw base::Error(base::ErrorCode::kOperational, fmt::format("{}: cannot read {}", option, path));
}

}  // namespace tracewh::cli
