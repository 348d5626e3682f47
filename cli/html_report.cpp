#include "cli/html_report.hpp"

#include "net/query/offline_answers.hpp"
#include "net/query/read_routes.hpp"
#include "query/trace_loader.hpp"
#include "render/formats.hpp"
#include "search/matched_trace.hpp"
#include "search/question_text.hpp"
#include "search/report.hpp"
#include "web/page.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>
#include <sstream>
#include <string_view>
#include <vector>

namespace tracewh::cli {
namespace {

using Json = nlohmann::ordered_json;

// CI systems show files of this size, and a browser opens them at once.
constexpr std::size_t kBytes = std::size_t{12} << 20;
// One large trace must not take the place of all others.
constexpr std::size_t kTraces = 100;

constexpr query::ChunkLimit kChunk{1'000, std::size_t{16} << 20};

/// What the views of many traces ask for as they open.
constexpr auto kLists = std::to_array<std::string_view>(
    {"database", "query/traces?limit=200", "query/tasks?limit=200", "query/failed?limit=100",
     "query/slow?limit=100", "query/blame?limit=100", "query/critical-path?by=operation&limit=100",
     "query/hops?by=worker&limit=100", "query/lanes?limit=100", "query/loops?limit=100",
     "query/waits?limit=100", "query/cost?limit=100", "query/doctor?limit=100", "query/issues?limit=100",
     "query/workers?limit=100", "query/runs?limit=100", "query/services?limit=100",
     "query/operations?limit=100"});

/// What the view of a trace asks for.
constexpr auto kOfTrace = std::to_array<std::string_view>(
    {"trace/{0}?columns=true", "query/blame?trace={0}", "query/critical-path?limit=10000&trace={0}",
     "query/doctor?trace={0}", "query/hops?limit=10000&trace={0}", "query/tasks?limit=10000&trace={0}"});

std::string target_of(std::string_view resource) { return fmt::format("/api/tracewh/{}", resource); }

/// The arguments as a query string would give them, but for those that change traces: the page has these as
/// they are stored.
net::Parameters parameters(const search::GivenArguments& scope) {
  net::Parameters all;
  for (const auto& [name, text] : scope.texts) {
    const auto changes = query::change_parameters();
    if (std::ranges::find(changes, name, &query::Parameter::name) == changes.end()) all.add(name, text);
  }
  for (const std::string& text : scope.attributes) all.add("attr", text);
  for (const std::string& id : scope.traces) all.add("trace", id);
  if (!scope.of.empty()) all.add("of", scope.of);
  return all;
}

/// Every trace that rows name, once, in their order.
class NamedTraces {
 public:
  void add(const Json& rows) {
    for (const Json& row : rows) {
      const auto id = row.find("trace_id");
      if (id != row.end() && id->is_string() && seen_.insert(*id).second) ids_.push_back(*id);
    }
  }

  const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::vector<std::string> ids_;
  std::set<std::string> seen_;
};

/// What a page without a server can show, put together.
class ReportContent {
 public:
  ReportContent(store::Reader& reader, const std::filesystem::path& database,
                const query::Catalogue& catalogue, const search::GivenArguments& scope)
      : reader_(reader),
        scope_(parameters(scope)),
        answers_(net::read_routes(readers_, database, catalogue), kBytes) {}

  void add_lists() {
    for (const std::string_view list : kLists) {
      const bool asks = list.starts_with("query/");
      const auto answer = answers_.add(target_of(list), asks ? scope_ : net::Parameters());
      if (answer && asks) traces_.add(Json::parse(*answer));
    }
  }

  void add_traces_of(const Json& report) {
    for (const Json& section : report.at("sections")) traces_.add(section.at("rows"));
  }

  void add_traces() {
    std::vector<std::string> ids;
    for (const std::string& id : traces_.ids()) {
      if (add_trace(id, ids.size())) {
        ids.push_back(id);
      } else {
        ++traces_left_out_;
      }
    }
    for (const bool failed : {true, false}) {
      for (const std::string& id : ids) add_spans(id, failed);
    }
  }

  std::string json(Json report) {
    Json& sections = report.at("sections");
    for (const search::ReportSection& section : search::report_sections()) {
      const std::string name = search::split_words(section.question).front();
      sections.at(name)["columns"] = search::split_words(section.columns);
    }
    report["left_out"] = {{"traces", traces_left_out_}, {"spans", spans_left_out_}};
    answers_.add_json(report.dump(), target_of("report"));
    return answers_.json();
  }

 private:
  bool add_trace(const std::string& id, std::size_t before) {
    // The spans' own content needs room, too.
    if (before == kTraces || answers_.bytes() > kBytes / 2) return false;
    return std::ranges::all_of(kOfTrace, [&](std::string_view resource) {
      return answers_.add(target_of(fmt::format(fmt::runtime(resource), id)), {}).has_value();
    });
  }

  /// The content of the spans that failed, or of the others.
  void add_spans(const std::string& id, bool failed) {
    query::TraceLoader loader(reader_, query::Payloads::kLoad);
    loader.open(search::traces_named(reader_, {id}).front().trace);
    while (const auto chunk = loader.next(kChunk)) {
      for (const model::Span& span : chunk->spans) {
        if ((span.evidence != 0) == failed) add_span(id, *chunk, span);
      }
    }
  }

  void add_span(const std::string& id, const model::Trace& trace, const model::Span& span) {
    if (answers_.bytes() > kBytes) {
      ++spans_left_out_;
      return;
    }
    std::ostringstream text;
    render::TraceWriter writer(*render::find_format("json"), {}, text);
    writer.write(trace, span);
    writer.finish();
    answers_.add_json(text.str(), target_of(fmt::format("span/{}/{}", id, model::to_string(span.span_id))));
  }

  store::Reader& reader_;
  net::ReaderPool readers_;
  net::Parameters scope_;
  net::OfflineAnswers answers_;
  NamedTraces traces_;
  std::uint64_t traces_left_out_ = 0;
  std::uint64_t spans_left_out_ = 0;
};

}  // namespace

void write_html_report(const std::string& report, store::Reader& reader,
                       const std::filesystem::path& database, const query::Catalogue& catalogue,
                       const search::GivenArguments& scope, std::ostream& out) {
  const Json parsed = Json::parse(report);
  ReportContent content(reader, database, catalogue, scope);
  content.add_traces_of(parsed);
  content.add_lists();
  content.add_traces();
  out << web::offline_page(content.json(parsed));
}

}  // namespace tracewh::cli
