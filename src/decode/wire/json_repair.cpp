#include "decode/wire/json_repair.hpp"

#include "base/hex.hpp"
#include "base/utf8.hpp"
#include "decode/wire/splitter.hpp"

#include <cstdint>

namespace tracewh::decode {
namespace {

struct StringState {
  bool inside = false;
  bool escaped = false;
  std::size_t depth = 0;

  void step(char c) {
    if (inside) {
      if (!escaped && c == '"') inside = false;
      escaped = !escaped && c == '\\';
    } else if (c == '"') {
      inside = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
};

void append_control(std::string& out, char c) {
  out += "\\u00";
  base::append_hex(out, static_cast<std::uint8_t>(c));
}

void end_unfinished(std::string& out, const StringState& state) {
  if (state.escaped) out.pop_back();
  if (state.inside) out.push_back('"');
  // The parser looks for the last brace before it starts, and stops at the mark when it gets there.
  out += " !}";
}

}  // namespace

JsonRepairs repair_json(std::string_view record, std::string& out) {
  JsonRepairs repairs;
  std::string valid;
  if (!base::valid_utf8(record)) {
    repairs.invalid_utf8 = true;
    base::append_repaired_utf8(valid, record);
    record = valid;
  }
  out.clear();
  out.reserve(record.size() + kPaddingBytes * 2);
  StringState state;
  for (const char c : record) {
    if (state.inside && static_cast<unsigned char>(c) < ' ') {
      append_control(out, c);
      state.escaped = false;
    } else {
      out.push_back(c);
      state.step(c);
    }
  }
  repairs.unfinished = state.inside || state.depth > 0;
  if (repairs.unfinished) end_unfinished(out, state);
  const std::size_t size = out.size();
  out.append(kPaddingBytes, ' ');
  out.resize(size);
  return repairs;
}

}  // namespace tracewh::decode
