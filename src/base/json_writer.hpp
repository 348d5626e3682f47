#pragma once

#include "base/json_text.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tracewh::base {

/// What is escaped in the strings of a JSON text.
enum class JsonEscapes : std::uint8_t {
  kRequired,  ///< see append_json_string()
  kVisible,   ///< see append_visible_json_string()
};

/// Appends JSON to a string and puts the commas. What was appended may be taken away at any time; the writer
/// remembers where it stands. Assign a new writer to begin another text.
class JsonWriter {
 public:
  /// `out` must outlive the writer.
  explicit JsonWriter(std::string& out, JsonEscapes escapes = JsonEscapes::kRequired)
      : out_(&out), escapes_(escapes) {}

  /// `bracket` is one of `{[` and `}]`.
  void open(char bracket) {
    separate();
    out_->push_back(bracket);
    needs_comma_ = false;
  }
  void close(char bracket) {
    out_->push_back(bracket);
    needs_comma_ = true;
  }

  JsonWriter& key(std::string_view name) {
    text(name);
    out_->push_back(':');
    needs_comma_ = false;
    return *this;
  }

  void text(std::string_view value) {
    std::string& out = begin_value();
    escapes_ == JsonEscapes::kRequired ? append_json_string(out, value)
                                       : append_visible_json_string(out, value);
  }
  void integer(std::int64_t value) { append_json_integer(begin_value(), value); }
  void count(std::uint64_t value) { integer(static_cast<std::int64_t>(value)); }
  /// As protobuf's JSON mapping has it: in quotes, since a double would lose digits.
  void quoted_integer(std::int64_t value) {
    begin_value().push_back('"');
    append_json_integer(*out_, value);
    out_->push_back('"');
  }
  /// `value` is finite.
  void real(double value) { append_json_real(begin_value(), value); }
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  /// `json` is the text of one value.
  void raw(std::string_view json) { begin_value() += json; }

  /// Where the caller must append one value.
  std::string& begin_value() {
    separate();
    needs_comma_ = true;
    return *out_;
  }

  /// Puts the next value on a line of its own.
  void end_line() {
    separate();
    out_->push_back('\n');
  }

 private:
  void separate() {
    if (needs_comma_) out_->push_back(',');
    needs_comma_ = false;
  }

  std::string* out_;
  JsonEscapes escapes_;
  bool needs_comma_ = false;
};

}  // namespace tracewh::base
