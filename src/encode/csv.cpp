#include "encode/csv.hpp"

#include "content/content_reader.hpp"
#include "encode/mapped_attributes.hpp"
#include "model/evidence.hpp"
#include "render/csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <optional>
#include <ostream>

namespace tracewh::encode {
namespace {

using model::Value;

/// The facets between them.
constexpr std::array<const char*, 12> kBefore{"trace_id",    "span_id", "parent_span_id", "name",
                                              "service",     "role",    "kind",           "start_ns",
                                              "duration_ns", "status",  "status_message", "evidence"};
constexpr std::array<const char*, 9> kAfter{
    "flags",       "anomalies",           "attributes", "events",       "links",
    "trace_state", "resource_attributes", "scope_name", "scope_version"};

/// The view has shorter names for two of the facets.
std::string column_name(std::string_view facet) {
  if (facet == "task_priority") return "priority";
  if (facet == "worker_capability") return "capability";
  return std::string(facet);
}

std::vector<Value> columns() {
  std::vector<Value> names(kBefore.begin(), kBefore.end());
  for (const model::FacetInfo& facet : model::kFacets) names.push_back(column_name(facet.name));
  names.insert(names.end(), kAfter.begin(), kAfter.end());
  return names;
}

Value text_or_null(std::string_view text) { return text.empty() ? Value{} : Value{std::string(text)}; }

Value facet_value(const model::SpanFacet* facet) {
  if (facet == nullptr) return {};
  switch (info(facet->facet()).type) {
    case model::FacetType::kInteger:
      return facet->integer();
    case model::FacetType::kReal:
      return facet->real();
    case model::FacetType::kDictionary:
    case model::FacetType::kText:
      break;
  }
  return std::string(facet->text());
}

template <typename Number>
Value number_or_null(const std::optional<Number>& number) {
  return number ? Value{std::int64_t{*number}} : Value{};
}

class Csv final : public Encoder {
 public:
  explicit Csv(std::ostream& out) : out_(out) { render::write_csv_record(columns(), out_); }

  void write(model::Trace chunk) override {
    for (const model::Span& span : chunk.spans) render::write_csv_record(row(span, chunk), out_);
  }

 private:
  std::vector<Value> row(const model::Span& span, const model::Trace& chunk) {
    const model::Resource& resource = chunk.resources[span.resource];
    const model::Scope& scope = chunk.scopes[span.scope];
    const bool has_parent = span.parent_span_id.valid();
    std::vector<Value> row{to_string(chunk.trace_id),
                           to_string(span.span_id),
                           has_parent ? Value{to_string(span.parent_span_id)} : Value{},
                           std::string(span.name),
                           std::string(resource.service),
                           std::string(to_string(span.role)),
                           model::span_kind_text(span.kind),
                           span.known_start_ns() == 0 ? Value{} : Value{span.start_ns},
                           number_or_null(span.duration_ns()),
                           std::string(to_string(span.status)),
                           text_or_null(model::failure_message(span)),
                           fmt::format("{}", fmt::join(model::evidence_names(span.evidence), ","))};
    for (std::size_t i = 0; i < model::kFacets.size(); ++i) {
      row.push_back(facet_value(span.facet(static_cast<model::Facet>(i))));
    }
    row.insert(row.end(), {number_or_null(span.flags), std::int64_t{span.anomalies}, attributes(span),
                           text_or_null(span.payload->events), text_or_null(span.payload->links),
                           text_or_null(span.payload->trace_state), std::string(resource.attributes),
                           std::string(scope.name), std::string(scope.version)});
    return row;
  }

  std::string attributes(const model::Span& span) {
    std::string json;
    content::append_json(json, content_.span(span).attributes);
    return json;
  }

  std::ostream& out_;
  content::ContentReader content_;
};

}  // namespace

std::unique_ptr<Encoder> make_csv(std::ostream& out) { return std::make_unique<Csv>(out); }

}  // namespace tracewh::encode
