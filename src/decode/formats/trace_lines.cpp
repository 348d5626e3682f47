#include "decode/formats/trace_lines.hpp"

#include "base/time.hpp"
#include "decode/wire/id_text.hpp"
#include "model/derived_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace tracewh::decode {
namespace {

constexpr std::string_view kMark = "[TRACE] ";

// A name, an ID and two times are shorter, so that text without line breaks cannot fill the memory.
constexpr std::size_t kLineBytes = std::size_t{64} << 10;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\r"), text.size());
  return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

class TraceLineSplitter final : public Splitter {
 public:
  void split(std::string_view bytes, bool end_of_input, Split& out) override {
    model::Issue noise{0, "skipped_text", model::Severity::kWarning, "text between the records was skipped",
                       0};
    std::size_t at = 0;
    while (at < bytes.size()) {
      const std::size_t newline = bytes.find('\n', at);
      const bool ends = newline != std::string_view::npos;
      const std::size_t end = ends ? newline : bytes.size();
      if (!ends && !end_of_input && end - at <= kLineBytes) break;
      const std::string_view line = bytes.substr(at, end - at);
      if (!ends && end_of_input) {
        take_unended(line, at, noise, out);
        break;
      }
      take(line, at, noise, out);
      in_long_line_ = !ends;
      at = ends ? end + 1 : end;
    }
    out.consumed = at;
    if (noise.count != 0) out.issues.push_back(noise);
  }

 private:
  void take(std::string_view line, std::size_t at, model::Issue& noise, Split& out) const {
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
    const bool fits = !in_long_line_ && line.size() <= kLineBytes;
    if (fits && line.find(kMark) != std::string_view::npos) {
      out.records.push_back({at, at + line.size()});
    } else if (noise.count++ == 0) {
      noise.offset = at;
    }
  }

  /// A line that may go on is read again when it did. Until then it is a record only if its duration is
  /// whole: its ID would be another one.
  void take_unended(std::string_view line, std::size_t at, model::Issue& noise, Split& out) const {
    constexpr char kUnit = 's';  // the end of any duration as Go prints it
    if (line.find(kMark) == std::string_view::npos || trimmed(line).ends_with(kUnit)) {
      return take(line, at, noise, out);
    }
    out.issues.push_back({at, "truncated_record", model::Severity::kError, "the line is cut off", 1});
  }

  bool in_long_line_ = false;
};

/// Takes the part behind the last `|` off `text`.
std::string_view take_last(std::string_view& text) {
  const std::size_t bar = text.rfind('|');
  const std::string_view part = bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1);
  text = text.substr(0, bar == std::string_view::npos ? 0 : bar);
  return trimmed(part);
}

/// RFC 3339, or as Go prints a time: `2026-01-02 15:04:05.999 +0100 CET m=+0.001`.
std::optional<std::int64_t> parse_start(std::string_view text) {
  if (const auto time = base::parse_rfc3339(text)) return time;
  const std::size_t zone = text.find(' ', std::min(text.find(' '), text.size() - 1) + 1);
  if (zone == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(text.find(' ', zone + 1), text.size());
  return base::parse_rfc3339(
      fmt::format("{}{}", text.substr(0, zone), text.substr(zone + 1, end - zone - 1)));
}

class TraceLineDecoder final : public Decoder {
 public:
  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder.begin_record(offset);
    const std::size_t mark = record.find(kMark);
    if (mark == std::string_view::npos || !read(record.substr(mark + kMark.size()), builder)) {
      builder.report("bad_line", "the line is not: [TRACE] name | trace ID | start | duration");
    }
    builder.end_record();
  }

 private:
  static bool read(std::string_view line, SpanBuilder& builder) {
    const auto duration = base::parse_duration(take_last(line));
    const std::string_view start_text = take_last(line);
    const auto start = start_text.empty() ? std::nullopt : parse_start(start_text);
    const auto trace_id = parse_trace_id(take_last(line));
    const std::string_view name = trimmed(line);
    std::int64_t end = 0;
    if (!duration || !start || !trace_id || __builtin_add_overflow(*start, *duration, &end)) return false;
    builder.begin_resource();
    builder.begin_scope();
    builder.begin_span();
    SpanDraft& span = builder.span();
    span.trace_id = *trace_id;
    span.span_id = model::derive_span_id(*trace_id, fmt::format("line {} {} {}", *start, *duration, name));
    span.anomalies = model::anomaly::kSynthesisedId;
    span.name_text = name;
    span.start_ns = *start;
    span.end_ns = end;
    builder.end_span();
    builder.end_scope();
    builder.end_resource();
    return true;
  }
};

}  // namespace

bool is_trace_lines(std::string_view head) {
  const std::size_t mark = head.find(kMark);
  if (mark == std::string_view::npos) return false;
  const std::string_view line = head.substr(mark, head.find('\n', mark) - mark);
  constexpr auto kBars = 3;
  return std::ranges::count(line, '|') >= kBars;
}

std::unique_ptr<Splitter> make_trace_line_splitter() { return std::make_unique<TraceLineSplitter>(); }

std::unique_ptr<Decoder> make_trace_line_decoder() { return std::make_unique<TraceLineDecoder>(); }

}  // namespace tracewh::decode
