#include "query/shared_rows.hpp"

#include "base/error.hpp"
#include "query/internal_query.hpp"
#include "query/rows.hpp"

#include <array>
#include <utility>
#include <vector>

namespace tracewh::query {
namespace {

using model::Facet;

// Where names hold IDs, there is a template for every few spans: all of them would take more memory than the
// spans of a trace. So many take a few megabytes.
constexpr std::size_t kMostRows = 4'096;

constexpr int kFirstFacet = kSpanTemplate["worker_capability"];
constexpr std::array<Facet, 7> kFacets{Facet::kWorkerCapability,
                                       Facet::kOrchestratorId,
                                       Facet::kMessageType,
                                       Facet::kAgent,
                                       Facet::kModel,
                                       Facet::kProvider,
                                       Facet::kTool};

std::uint32_t count(const store::Statement& row, int column) {
  return static_cast<std::uint32_t>(row.integer(column));  // NULL reads as 0
}

/// Moves the text of a row into `arena`.
void keep_text(SpanTemplate& row, base::Arena& arena) {
  row.span.name = arena.copy(row.span.name);
  row.attribute_keys = arena.copy(row.attribute_keys);
  std::vector<model::SpanFacet> facets;
  for (const model::SpanFacet& facet : row.span.facets) {
    facets.emplace_back(facet.facet(), arena.copy(facet.text()));
  }
  row.span.facets = arena.copy_all(std::span<const model::SpanFacet>(facets));
}

void keep_text(model::Resource& row, base::Arena& arena) {
  for (auto* text : {&row.service, &row.attributes, &row.entity_refs, &row.schema_url}) {
    *text = arena.copy(*text);
  }
}

void keep_text(model::Scope& row, base::Arena& arena) {
  for (auto* text : {&row.name, &row.version, &row.attributes, &row.schema_url}) *text = arena.copy(*text);
}

/// Puts `statement` on the row of that ID.
void find_row(store::Statement& statement, std::int64_t id) {
  statement.reset();
  statement.bind(1, id);
  if (!statement.step()) {
    throw base::Error(base::ErrorCode::kOperational, "a span's template, resource or scope is missing",
                      "the database is damaged; PRAGMA foreign_key_check tells where");
  }
}

}  // namespace

SharedRows::SharedRows(store::Reader& reader, bool payloads)
    : payloads_(payloads),
      template_(prepare(reader, kSpanTemplate)),
      resource_(prepare(reader, kResource)),
      scope_(prepare(reader, kScope)) {}

void SharedRows::begin(model::Trace& chunk) {
  chunk_ = &chunk;
  ++chunk_number_;
  if (resources_.size() + scopes_.size() <= kMostRows) return;
  resources_.clear();
  scopes_.clear();
  text_ = {};
}

template <typename Row, typename InChunk, typename Read, typename Put>
const InChunk& SharedRows::look_up(Rows<Row, InChunk>& rows, std::int64_t id, Read read, Put put) {
  auto found = rows.find(id);
  if (found == rows.end()) found = rows.emplace(id, Shared<Row, InChunk>{read(id)}).first;
  Shared<Row, InChunk>& shared = found->second;
  if (std::exchange(shared.chunk, chunk_number_) != chunk_number_) shared.in_chunk = put(shared.row);
  return shared.in_chunk;
}

const SpanTemplate& SharedRows::find(std::int64_t id) {
  if (templates_.size() > kMostRows) {
    templates_.clear();
    template_text_ = {};
  }
  return look_up(
      templates_, id, [&](std::int64_t key) { return read_template(key); },
      [&](const StoredTemplate& stored) { return put_template(stored); });
}

SharedRows::StoredTemplate SharedRows::read_template(std::int64_t id) {
  find_row(template_, id);
  StoredTemplate stored;
  stored.resource = template_.integer(kSpanTemplate["resource"]);
  stored.scope = template_.integer(kSpanTemplate["scope"]);
  model::Span& span = stored.shared.span;
  span.name = template_.text(kSpanTemplate["name"]);
  span.kind = static_cast<std::int32_t>(template_.integer(kSpanTemplate["kind"]));
  span.status = static_cast<model::StatusCode>(template_.integer(kSpanTemplate["status"]));
  span.anomalies = static_cast<std::uint16_t>(template_.integer(kSpanTemplate["anomalies"]));
  if (!template_.is_null(kSpanTemplate["flags"])) span.flags = count(template_, kSpanTemplate["flags"]);
  if (payloads_) stored.shared.attribute_keys = template_.text(kSpanTemplate["attribute_keys"]);
  std::vector<model::SpanFacet> facets;
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    const int column = kFirstFacet + static_cast<int>(i);
    if (!template_.is_null(column)) facets.emplace_back(kFacets[i], template_.text(column));
  }
  span.facets = facets;
  keep_text(stored.shared, template_text_);
  return stored;
}

SpanTemplate SharedRows::put_template(const StoredTemplate& stored) {
  SpanTemplate in_chunk = stored.shared;
  keep_text(in_chunk, chunk_->arena);
  in_chunk.span.resource = resource_position(stored.resource);
  in_chunk.span.scope = scope_position(stored.scope);
  return in_chunk;
}

std::uint32_t SharedRows::resource_position(std::int64_t id) {
  const auto read = [&](std::int64_t key) {
    find_row(resource_, key);
    model::Resource row{resource_.text(kResource["service"]), {}, {}, {}, 0};
    if (payloads_) {
      row.attributes = resource_.text(kResource["attributes"]);
      row.entity_refs = resource_.text(kResource["entity_refs"]);
      row.schema_url = resource_.text(kResource["schema_url"]);
      row.dropped_attributes = count(resource_, kResource["dropped_attributes"]);
    }
    keep_text(row, text_);
    return row;
  };
  const auto put = [&](model::Resource row) {
    keep_text(row, chunk_->arena);
    chunk_->resources.push_back(row);
    return static_cast<std::uint32_t>(chunk_->resources.size() - 1);
  };
  return look_up(resources_, id, read, put);
}

std::uint32_t SharedRows::scope_position(std::int64_t id) {
  const auto read = [&](std::int64_t key) {
    find_row(scope_, key);
    model::Scope row{scope_.text(kScope["name"]), {}, {}, {}, 0};
    if (payloads_) {
      row.version = scope_.text(kScope["version"]);
      row.attributes = scope_.text(kScope["attributes"]);
      row.schema_url = scope_.text(kScope["schema_url"]);
      row.dropped_attributes = count(scope_, kScope["dropped_attributes"]);
    }
    keep_text(row, text_);
    return row;
  };
  const auto put = [&](model::Scope row) {
    keep_text(row, chunk_->arena);
    chunk_->scopes.push_back(row);
    return static_cast<std::uint32_t>(chunk_->scopes.size() - 1);
  };
  return look_up(scopes_, id, read, put);
}

}  // namespace tracewh::query
