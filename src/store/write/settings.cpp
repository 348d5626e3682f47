#include "store/write/settings.hpp"

#include "base/error.hpp"
#include "store/sqlite/statement.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <sys/random.h>

namespace tracewh::store {
namespace {

constexpr std::string_view kRedactionSalt = "redaction_salt";

std::array<std::uint8_t, 32> random_bytes() {
  std::array<std::uint8_t, 32> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw base::Error(base::ErrorCode::kOperational, "the system gives no random bytes");
  }
  return bytes;
}

}  // namespace

std::string redaction_salt(WriterDatabase& database) {
  Statement find(database.handle(), "find_setting");
  if (find.bind_all(kRedactionSalt).step()) return std::string(find.text(0));
  const auto salt = random_bytes();
  Statement(database.handle(), "insert_setting").bind_all(kRedactionSalt, salt).run();
  return {salt.begin(), salt.end()};
}

}  // namespace tracewh::store
