#include "cli/token.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace tracewh::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& file, const char* what, const std::string& hint) {
  throw base::Error(base::ErrorCode::kOperational, fmt::format("--token-file: {} {}", file, what), hint);
}

}  // namespace

std::string load_token(const std::string& file) {
  if (file.empty()) {
    const char* token = std::getenv("TRACEWH_TOKEN");
    return token == nullptr ? std::string() : token;
  }
  std::error_code failed;
  const fs::perms others =
      fs::status(file, failed).permissions() & (fs::perms::group_all | fs::perms::others_all);
  std::ifstream stream(file);
  if (failed || !stream) fail(file, "cannot be read", "it holds the token in its first line");
  if (others != fs::perms::none) fail(file, "may be used by others", fmt::format("chmod 600 {}", file));
  std::string token;
  std::getline(stream, token);
  if (token.empty()) fail(file, "holds no token", "it holds the token in its first line");
  return token;
}

}  // namespace tracewh::cli
