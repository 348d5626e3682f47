#include "net/query/answer_text.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"

#include <fmt/format.h>

#include <sstream>
#include <utility>

namespace tracewh::net {
namespace {

/// Text that takes nothing more when it is too large.
class BoundedText : public std::stringbuf {
 private:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    const auto room = static_cast<std::streamsize>(base::limits::kAnswerBytes) - (pptr() - pbase());
    return size <= room ? std::stringbuf::xsputn(text, size) : 0;
  }
};

}  // namespace

std::string answer_text(const std::function<void(std::ostream&)>& write) {
  BoundedText text;
  std::ostream out(&text);
  write(out);
  if (out) return std::move(text).str();
  throw base::Error(base::ErrorCode::kUsage,
                    fmt::format("an answer holds at most {} MiB", base::limits::kAnswerBytes >> 20),
                    "narrow the question");
}

}  // namespace tracewh::net
