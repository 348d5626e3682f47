#pragma once

#include <mutex>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace tracewh::cli {

/// Writes text for people, of which names of files, databases and spans may be a part: what could steer a
/// terminal or look like other text is escaped. May be used by several threads. `target` must outlive it.
class SafeStream : public std::ostream {
 public:
  explicit SafeStream(std::ostream& target) : std::ostream(nullptr), buffer_(target) { rdbuf(&buffer_); }

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(std::ostream& target) : target_(target) {}

   protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int sync() override;

   private:
    std::ostream& target_;
    std::mutex mutex_;
    std::string pending_;  ///< a character of which not all bytes came yet
  };

  Buffer buffer_;
};

}  // namespace tracewh::cli
