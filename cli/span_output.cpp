#include "cli/span_output.hpp"

#include "base/error.hpp"
#include "cli/output.hpp"
#include "query/trace_loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace tracewh::cli {
namespace {

// Of one trace, however large it is.
constexpr query::ChunkLimit kChunk{1'000, std::size_t{16} << 20};

/// The beginnings that were asked for, and which of them were found.
class WantedSpans {
 public:
  explicit WantedSpans(const std::vector<std::string>& beginnings) : beginnings_(beginnings) {
    for (std::string& text : beginnings_) {
      std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    }
  }

  bool takes(const model::Span& span) {
    if (beginnings_.empty()) return true;
    const std::string id = model::to_string(span.span_id);
    const auto found =
        std::ranges::find_if(beginnings_, [&](const std::string& text) { return id.starts_with(text); });
    if (found == beginnings_.end()) return false;
    found_.insert(*found);
    return true;
  }

  /// Throws base::Error (unanswerable).
  void require_all() const {
    for (const std::string& text : beginnings_) {
      if (found_.contains(text)) continue;
      throw base::Error(base::ErrorCode::kUnanswerable,
                        fmt::format("--span: no span of the trace begins with '{}'", text),
                        "tracewh query spans --trace ID lists them");
    }
  }

 private:
  std::vector<std::string> beginnings_;
  std::set<std::string> found_;
};

}  // namespace

void write_spans(store::Reader& reader, const std::vector<search::MatchedTrace>& traces,
                 const std::vector<std::string>& beginnings, const render::Format& format,
                 const Globals& globals, Io& io) {
  require_format(format.span != nullptr, format, "single spans", "tree, json or jsonl");
  WantedSpans wanted(beginnings);
  render::TraceWriter writer(format, style_for(globals, io), io.out);
  query::TraceLoader loader(reader, query::Payloads::kLoad);
  for (const search::MatchedTrace& match : traces) {
    loader.open(match.trace);
    while (const auto chunk = loader.next(kChunk)) {
      for (const model::Span& span : chunk->spans) {
        if (wanted.takes(span)) writer.write(*chunk, span);
      }
    }
  }
  writer.finish();
  io.out.flush();
  wanted.require_all();
}

}  // namespace tracewh::cli
