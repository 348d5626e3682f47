#include "search/trace_search.hpp"

#include "base/glob.hpp"
#include "base/json_text.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace tracewh::search {
namespace {

using query::kSearchSpans, query::kSearchTemplates;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return std::tolower(c); });
  return result;
}

/// Compares the names of services and operations as a search wants it.
class NameMatcher {
 public:
  NameMatcher(store::Reader& reader, const TraceSearch& search) : search_(search) {
    operation_is_pattern_ =
        search.operation && search.operation->find('*') != std::string::npos && !is_name(reader);
  }

  /// Whether the template on which `row` stands is one of spans with these names.
  bool takes(const store::Statement& row) const {
    return takes_service(row) && takes_operation(row.text(kSearchTemplates["name"]));
  }

 private:
  bool takes_service(const store::Statement& row) const {
    return !search_.service || same(row.text(kSearchTemplates["service"]), *search_.service);
  }

  bool takes_operation(std::string_view name) const {
    if (!search_.operation) return true;
    if (!operation_is_pattern_) return same(name, *search_.operation);
    return search_.ignore_case ? base::matches_glob(lower(*search_.operation), lower(name))
                               : base::matches_glob(*search_.operation, name);
  }

  /// Servers of HTTP call operations `GET /*`.
  bool is_name(store::Reader& reader) const {
    store::Statement row = query::prepare(reader, kSearchTemplates);
    while (row.step()) {
      if (takes_service(row) && same(row.text(kSearchTemplates["name"]), *search_.operation)) return true;
    }
    return false;
  }

  bool same(std::string_view left, std::string_view right) const {
    return search_.ignore_case ? lower(left) == lower(right) : left == right;
  }

  const TraceSearch& search_;
  bool operation_is_pattern_ = false;
};

/// What is still to be asked of the spans of one template.
struct OpenConditions {
  std::vector<const AttributeCondition*> conditions;
  std::string attribute_keys;  ///< JSON array
  model::StatusCode status = model::StatusCode::kUnset;

  bool need_attributes() const {
    return !std::ranges::all_of(conditions, [](const auto* each) { return asks_for_evidence(*each); });
  }
};

/// Adds to a JSON array that is not closed yet.
void add_to(std::string& array, std::int64_t number) {
  array.push_back(array.empty() ? '[' : ',');
  base::append_json_integer(array, number);
}

/// Finds the templates whose spans may be meant, and asks each span for what its template leaves open.
class SpanMatcher {
 public:
  SpanMatcher(store::Reader& reader, const TraceSearch& search) {
    const NameMatcher names(reader, search);
    store::Statement row = query::prepare(reader, kSearchTemplates);
    while (row.step()) {
      if (names.takes(row)) add(row, search.conditions);
    }
    for (std::string* list : {&services_, &templates_, &templates_with_payload_}) {
      *list += list->empty() ? "[]" : "]";
    }
  }

  /// Has `spans` give the spans of these templates; this must outlive its rows.
  void bind_templates(store::Statement& spans) const {
    spans.bind(kSearchSpans.parameter("services"), std::string_view(services_));
    spans.bind(kSearchSpans.parameter("templates"), std::string_view(templates_));
    spans.bind(kSearchSpans.parameter("templates_with_payload"), std::string_view(templates_with_payload_));
  }

  bool matches(const store::Statement& span) {
    const OpenConditions& open = open_.at(span.integer(kSearchSpans["template"]));
    if (open.conditions.empty()) return true;
    const content::SpanContent content = open.need_attributes() ? read(span, open) : content::SpanContent();
    const auto evidence = static_cast<std::uint8_t>(span.integer(kSearchSpans["evidence"]));
    return std::ranges::all_of(open.conditions, [&](const AttributeCondition* condition) {
      return holds(*condition, content, open.status, evidence);
    });
  }

 private:
  void add(const store::Statement& row, const std::vector<AttributeCondition>& conditions) {
    const std::string_view keys = row.text(kSearchTemplates["attribute_keys"]);
    const auto status = static_cast<model::StatusCode>(row.integer(kSearchTemplates["status"]));
    OpenConditions open{{}, std::string(keys), status};
    bool needs_payload = false;
    if (!conditions.empty()) {
      const SharedParts parts = read_shared(row, status);
      for (const AttributeCondition& condition : conditions) {
        const auto verdict = holds_for_all(condition, parts);
        if (verdict == false) return;
        if (verdict) continue;
        open.conditions.push_back(&condition);
        needs_payload |= !asks_for_evidence(condition) && !may_have_key(keys, condition.key);
      }
    }
    const std::int64_t id = row.integer(kSearchTemplates["id"]);
    add_to(needs_payload ? templates_with_payload_ : templates_, id);
    add_to(services_, row.integer(kSearchTemplates["service_id"]));
    open_.emplace(id, std::move(open));
  }

  SharedParts read_shared(const store::Statement& row, model::StatusCode status) {
    return {static_cast<std::int32_t>(row.integer(kSearchTemplates["kind"])),
            status,
            row.text(kSearchTemplates["scope_name"]),
            row.text(kSearchTemplates["scope_version"]),
            resource_.object(row.text(kSearchTemplates["resource_attributes"])),
            scope_.object(row.text(kSearchTemplates["scope_attributes"]))};
  }

  /// `keys` is a JSON array; a key may also be a part of another.
  static bool may_have_key(std::string_view keys, std::string_view key) {
    std::string json;
    base::append_json_string(json, key);
    return keys.find(json) != std::string_view::npos;
  }

  content::SpanContent read(const store::Statement& row, const OpenConditions& open) {
    model::SpanPayload payload;
    payload.attribute_keys = open.attribute_keys;
    payload.attribute_values = row.text(kSearchSpans["attribute_values"]);
    payload.events = row.text(kSearchSpans["events"]);
    payload.links = row.text(kSearchSpans["links"]);
    model::Span span;
    span.payload = &payload;
    return span_.span(span);
  }

  content::ContentReader resource_;
  content::ContentReader scope_;
  content::ContentReader span_;
  std::string services_;  // these three are JSON arrays of IDs
  std::string templates_;
  std::string templates_with_payload_;
  std::unordered_map<std::int64_t, OpenConditions> open_;
};

}  // namespace

std::vector<query::TraceKey> search_traces(store::Reader& reader, const TraceSearch& search) {
  SpanMatcher matcher(reader, search);
  store::Statement spans = query::prepare(reader, kSearchSpans);
  matcher.bind_templates(spans);
  spans.bind(kSearchSpans.parameter("since"), search.start_ns.least);
  spans.bind(kSearchSpans.parameter("until"), search.start_ns.most);
  spans.bind(kSearchSpans.parameter("min"), search.duration_ns.least);
  spans.bind(kSearchSpans.parameter("max"), search.duration_ns.most);
  std::vector<query::TraceKey> found;
  while (found.size() < search.limit && spans.step()) {
    const query::TraceKey trace = query::read_trace_key(spans);
    const bool is_found = !found.empty() && found.back().arrival == trace.arrival;
    if (!is_found && matcher.matches(spans)) found.push_back(trace);
  }
  return found;
}

}  // namespace tracewh::search
