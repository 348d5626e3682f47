#include "decode/wire/json_splitter.hpp"

#include "base/limits.hpp"
#include "decode/wire/json_list.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

// A line up to this long is taken whole; longer ones may be one huge list.
constexpr std::size_t kLineBytes = std::size_t{1} << 20;

// A list name with its quotes and brace is shorter.
constexpr std::size_t kLookahead = 64;

/// White space, byte order mark, record separator (RFC 7464), and what is left of arrays and envelopes.
constexpr std::string_view kSeparators = " \t\r\n\xEF\xBB\xBF\x1E,[]}";

constexpr std::array<bool, 256> make_set(std::string_view characters) {
  std::array<bool, 256> set{};
  for (const char c : characters) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr auto kStructural = make_set("\"{}[]");
constexpr auto kInString = make_set("\"\\\n");

std::size_t find_of(const std::array<bool, 256>& set, std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && !set[static_cast<unsigned char>(bytes[at])]) ++at;
  return at;
}

}  // namespace

void JsonSplitter::split(std::string_view bytes, bool end_of_input, Split& out) {
  bytes_ = bytes;
  end_of_input_ = end_of_input;
  noise_count_ = 0;
  while (step(out)) {
  }
  if (noise_count_ != 0) {
    out.issues.push_back({noise_at_, "skipped_text", model::Severity::kWarning,
                          "text between the records was skipped", noise_count_});
  }
  const bool in_record = state_ == State::kLine || state_ == State::kList || state_ == State::kStructure;
  if (end_of_input) finish_input(out);
  out.consumed = in_record && !oversized_ ? record_ : position_;
  position_ -= out.consumed;
  searched_ -= std::min(searched_, out.consumed);
  record_ -= std::min(record_, out.consumed);
}

bool JsonSplitter::step(Split& out) {
  switch (state_) {
    case State::kBetween:
      return between();
    case State::kNoise:
      return noise();
    case State::kLine:
      return line(out);
    case State::kList:
      return list();
    case State::kStructure:
      return structure(out);
    case State::kTail:
      return tail();
  }
  return false;
}

bool JsonSplitter::between() {
  // A list ends at its bracket, which is a separator everywhere else.
  const std::string_view separators = list_depth_ == 0 ? kSeparators : std::string_view(" \t\r\n,");
  position_ = std::min(bytes_.find_first_not_of(separators, position_), bytes_.size());
  if (position_ == bytes_.size()) return false;
  if (bytes_[position_] == '{') {
    if (list_depth_ != 0 && !leave_broken_list()) return false;
    record_ = position_;
    begin_structure(list_depth_ == 0 ? State::kLine : State::kStructure, record_, 0);
  } else if (bytes_[position_] == ']') {
    begin_structure(State::kTail, position_, list_depth_);
  } else {
    if (noise_count_++ == 0) noise_at_ = position_;
    state_ = State::kNoise;
  }
  return true;
}

bool JsonSplitter::leave_broken_list() {
  // A list that broke off has no end; a document that begins with a list of its own is not its element.
  const JsonListPrefix prefix = find_json_list(bytes_.substr(position_), list_names_);
  if (prefix.kind == JsonListPrefix::Kind::kUndecided && !end_of_input_) return false;
  if (prefix.kind == JsonListPrefix::Kind::kList) list_depth_ = 0;
  return true;
}

bool JsonSplitter::noise() {
  position_ = std::min(bytes_.find_first_of("{\n", position_), bytes_.size());
  if (position_ == bytes_.size()) return false;
  state_ = State::kBetween;
  return true;
}

bool JsonSplitter::line(Split& out) {
  const std::size_t end = bytes_.find('\n', std::max(position_, searched_));
  searched_ = std::min(end, bytes_.size());
  if (end == std::string_view::npos && !end_of_input_ && bytes_.size() - record_ < kLineBytes) {
    position_ = bytes_.size();
    return false;
  }
  const std::size_t last = end == std::string_view::npos ? end : bytes_.find_last_not_of(" \t\r", end - 1);
  if (last != std::string_view::npos && bytes_[last] == '}' && last > record_) {
    position_ = end;
    finish_record(last + 1, out);
  } else {
    state_ = State::kList;
  }
  return true;
}

bool JsonSplitter::list() {
  const JsonListPrefix prefix = find_json_list(bytes_.substr(record_), list_names_);
  if (prefix.kind == JsonListPrefix::Kind::kUndecided && !end_of_input_) return false;
  if (prefix.kind == JsonListPrefix::Kind::kList) {
    position_ = record_ + prefix.length;
    list_depth_ = prefix.depth;
    state_ = State::kBetween;
  } else {
    begin_structure(State::kStructure, record_, 0);
  }
  return true;
}

void JsonSplitter::begin_structure(State state, std::size_t position, std::size_t depth) {
  state_ = state;
  position_ = position;
  depth_ = depth;
  in_string_ = false;
  escaped_ = false;
}

bool JsonSplitter::structure(Split& out) {
  if (follow()) {
    finish_record(position_, out);
    return true;
  }
  if (position_ - record_ > base::limits::kRecordBytes) drop_oversized(out);
  return false;
}

bool JsonSplitter::tail() {
  if (!follow()) return false;
  list_depth_ = 0;
  state_ = State::kBetween;
  return true;
}

bool JsonSplitter::follow() {
  std::size_t at = position_;
  for (; at < bytes_.size(); ++at) {
    if (escaped_) {
      escaped_ = false;
      continue;
    }
    at = find_of(in_string_ ? kInString : kStructural, bytes_, at);
    if (at == bytes_.size()) break;
    const char c = bytes_[at];
    if (in_string_) {
      escaped_ = c == '\\';
      in_string_ = escaped_;
      if (c != '\n') continue;
      position_ = at;
      return true;
    }
    if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      bool undecided = false;
      if (c == '{' && depth_ > 0 && state_ == State::kStructure && breaks_off(at, undecided)) {
        position_ = at;
        return true;
      }
      if (undecided) break;
      ++depth_;
    } else if (--depth_ == 0) {
      position_ = at + 1;
      return true;
    }
  }
  position_ = at;
  return false;
}

bool JsonSplitter::breaks_off(std::size_t brace, bool& undecided) const {
  const std::size_t before = bytes_.substr(0, brace).find_last_not_of(" \t\r\n");
  if (before == std::string_view::npos || before < record_) return false;
  if (std::string_view("[,:").find(bytes_[before]) == std::string_view::npos) return true;
  if (bytes_[brace - 1] != '\n') return false;
  // An object can stand here, but a line that begins like a whole document is more likely one.
  std::string_view rest = bytes_.substr(brace + 1);
  undecided = rest.size() < kLookahead && !end_of_input_;
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  if (undecided || !rest.starts_with('"')) return false;
  return std::ranges::any_of(list_names_, [&](std::string_view name) {
    return rest.substr(1).starts_with(name) && rest.substr(1 + name.size()).starts_with('"');
  });
}

void JsonSplitter::finish_record(std::size_t end, Split& out) {
  const bool too_large = oversized_ || end - record_ > base::limits::kRecordBytes;
  if (too_large && !oversized_) drop_oversized(out);
  if (!too_large) out.records.push_back({record_, end});
  oversized_ = false;
  state_ = State::kBetween;
}

void JsonSplitter::drop_oversized(Split& out) {
  if (!oversized_) {
    out.issues.push_back({record_, "record_too_large", model::Severity::kError,
                          "a record larger than the limit was skipped", 1});
  }
  oversized_ = true;
  record_ = position_;
}

void JsonSplitter::finish_input(Split& out) {
  if (state_ == State::kStructure && !oversized_) {
    out.records.push_back({record_, bytes_.size()});
  } else if (list_depth_ != 0) {
    out.issues.push_back(
        {position_, "truncated_record", model::Severity::kError, "the input ends inside a list of spans", 1});
  }
}

std::unique_ptr<Splitter> make_object_splitter() {
  // What spans of these formats begin with; none of these is a list.
  static constexpr std::array<std::string_view, 4> kNames{"traceId", "id", "name", "Name"};
  return std::make_unique<JsonSplitter>(kNames);
}

}  // namespace tracewh::decode
