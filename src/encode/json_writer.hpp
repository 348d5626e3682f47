#pragma once

#include "base/json_text.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::encode {

/// Appends JSON to a string and puts the commas. A line feed between values is the caller's to write.
class JsonWriter {
 public:
  /// `out` must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}

  /// `bracket` is one of `{[` and `}]`.
  void open(char bracket) {
    separate();
    out_.push_back(bracket);
  }
  void close(char bracket) { out_.push_back(bracket); }

  JsonWriter& key(std::string_view name) {
    text(name);
    out_.push_back(':');
    return *this;
  }

  void text(std::string_view value) {
    separate();
    base::append_json_string(out_, value);
  }
  void integer(std::int64_t value) {
    separate();
    base::append_json_integer(out_, value);
  }
  /// As protobuf's JSON mapping has it: in quotes, since a double would lose digits.
  void quoted_integer(std::int64_t value) {
    raw("\"");
    base::append_json_integer(out_, value);
    out_.push_back('"');
  }
  void boolean(bool value) { raw(value ? "true" : "false"); }
  /// `json` is the text of one value.
  void raw(std::string_view json) {
    separate();
    out_ += json;
  }

  /// Where a value is appended by somebody else: call separate() first.
  std::string& out() { return out_; }
  void separate() {
    if (!out_.empty() && std::string_view("{[:,\n").find(out_.back()) == std::string_view::npos) {
      out_.push_back(',');
    }
  }

 private:
  std::string& out_;
};

}  // namespace tracewh::encode
