#include "cli/safe_stream.hpp"

#include "base/visible_text.hpp"

#include <algorithm>

namespace tracewh::cli {
namespace {

bool keep(char32_t code) { return code == '\n' || code == '\t' || base::is_safe(code); }

/// Bytes at the end of `text` with which a character of UTF-8 begins that needs more of them.
std::size_t cut_off(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(text.size(), 3); ++length) {
    const auto lead = static_cast<unsigned char>(text[text.size() - length]);
    if ((lead & 0xC0U) == 0x80U) continue;
    const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return wanted > length ? length : 0;
  }
  return 0;
}

}  // namespace

std::streambuf::int_type SafeStream::Buffer::overflow(int_type character) {
  const char byte = traits_type::to_char_type(character);
  return xsputn(&byte, 1) == 1 ? character : traits_type::eof();
}

std::streamsize SafeStream::Buffer::xsputn(const char* text, std::streamsize size) {
  const std::scoped_lock lock(mutex_);
  pending_.append(text, static_cast<std::size_t>(size));
  const std::string_view whole = std::string_view(pending_).substr(0, pending_.size() - cut_off(pending_));
  target_ << base::escape_unless(whole, keep);
  pending_.erase(0, whole.size());
  return target_ ? size : 0;
}

int SafeStream::Buffer::sync() {
  const std::scoped_lock lock(mutex_);
  target_ << base::escape_unless(pending_, keep) << std::flush;
  pending_.clear();
  return target_ ? 0 : -1;
}

}  // namespace tracewh::cli
