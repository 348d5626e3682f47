#include "decode/wire/log_prefix_kind.hpp"

#include "base/time.hpp"
#include "decode/wire/json_cursor.hpp"
#include "decode/wire/json_scalar.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

// So many lines show whether there are prefixes.
constexpr std::size_t kLinesLookedAt = 50;

constexpr auto kNone = std::string_view::npos;

/// The length of `agent-1  | ` with which the line begins; none when it does not.
std::size_t compose_length(std::string_view line) {
  const std::size_t name = std::min(line.find_first_of(" |"), line.size());
  const auto in_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  if (name == 0 || !std::ranges::all_of(line.substr(0, name), in_name)) return kNone;
  const std::size_t bar = line.find_first_not_of(' ', name);
  if (bar == kNone || line[bar] != '|') return kNone;
  return bar + (line.substr(bar + 1).starts_with(' ') ? 2 : 1);
}

/// The length of an RFC 3339 time and the space behind it.
std::size_t time_length(std::string_view line) {
  constexpr std::size_t kShortest = std::string_view("2026-01-02T03:04:05Z").size();
  const std::size_t space = line.find(' ');
  const bool is_time = space != kNone && space >= kShortest && line[10] == 'T' &&
                       base::parse_rfc3339(line.substr(0, space)).has_value();
  return is_time ? space + 1 : kNone;
}

std::size_t pod_length(std::string_view line) {
  const std::size_t end = line.starts_with("[pod/") ? line.find("] ") : kNone;
  return end == kNone ? kNone : end + 2;
}

/// The length of `<time> stdout F `. The letter before the last space is P in parts of longer lines.
std::size_t cri_length(std::string_view line) {
  const std::size_t time = time_length(line);
  if (time == kNone) return kNone;
  const std::string_view rest = line.substr(time);
  for (const std::string_view tag : {"stdout F ", "stderr F ", "stdout P ", "stderr P "}) {
    if (rest.starts_with(tag)) return time + tag.size();
    // An empty line may have lost its last space.
    if (rest == tag.substr(0, tag.size() - 1)) return line.size();
  }
  return kNone;
}

template <std::size_t (*length)(std::string_view)>
bool has_length(std::string_view line) {
  return length(line) != kNone;
}

template <std::size_t (*length)(std::string_view)>
void append_rest(std::string& out, std::string_view line, std::string_view line_break) {
  out.append(line.substr(length(line))).append(line_break);
}

void append_cri(std::string& out, std::string_view line, std::string_view line_break) {
  const std::size_t length = cri_length(line);
  const bool partial = line[length - 2] == 'P';
  out.append(line.substr(length)).append(partial ? "" : line_break);
}

constexpr std::string_view kDocker = "{\"log\":";

bool is_docker(std::string_view line) { return line.starts_with(kDocker); }

/// Docker keeps the line break in the text, and cuts long lines in parts without.
void append_docker(std::string& out, std::string_view line, std::string_view) {
  IssueCounter unused;
  Scratch keeper;
  const std::size_t quote = line.find('"', kDocker.size());
  if (quote == kNone) return;
  out.append(read_json_text(json_string_at(line, quote), keeper, unused).text);
}

// The more particular ones first.
constexpr std::array<LogPrefixKind, 5> kKinds{
    {{&is_docker, &append_docker},
     {&has_length<&cri_length>, &append_cri},
     {&has_length<&pod_length>, &append_rest<&pod_length>},
     {&has_length<&time_length>, &append_rest<&time_length>},
     {&has_length<&compose_length>, &append_rest<&compose_length>}}};

}  // namespace

const LogPrefixKind* find_log_prefix_kind(std::string_view head) {
  std::array<std::size_t, kKinds.size()> matches{};
  std::size_t lines = 0;
  for (; !head.empty() && lines < kLinesLookedAt; ++lines) {
    const std::string_view line = head.substr(0, head.find('\n'));
    for (std::size_t i = 0; i < kKinds.size(); ++i) matches[i] += kKinds[i].matches(line) ? 1 : 0;
    head.remove_prefix(std::min(line.size() + 1, head.size()));
  }
  const auto found = std::ranges::find_if(matches, [&](std::size_t count) { return count * 2 > lines; });
  return found == matches.end() ? nullptr : &kKinds[static_cast<std::size_t>(found - matches.begin())];
}

}  // namespace tracewh::decode
