#include "store/write/batch_ids.hpp"

#include <functional>
#include <string_view>

namespace tracewh::store {
namespace {

constexpr std::int64_t kUnknown = -1;

// Positions in a template, see span_template in the schema.
constexpr std::size_t kName = 0;
constexpr std::size_t kResource = 1;
constexpr std::size_t kScope = 2;
constexpr std::size_t kShape = 3;
constexpr std::size_t kKind = 4;
constexpr std::size_t kStatus = 5;
constexpr std::size_t kFlags = 6;
constexpr std::size_t kAnomalies = 7;
constexpr std::size_t kFirstFacet = 8;

}  // namespace

BatchIds::BatchIds(const model::Batch& batch, Dictionary& dictionary)
    : batch_(batch), dictionary_(dictionary), strings_(batch.strings.size(), kUnknown) {
  for (const model::ResourceRecord& resource : batch.resources) {
    resources_.push_back(dictionary.resource_id(resource, batch.strings[resource.service]));
  }
  for (const model::ScopeRecord& scope : batch.scopes) scopes_.push_back(dictionary.scope_id(scope));
}

std::int64_t BatchIds::string(model::StringRef ref) {
  std::int64_t& id = strings_[ref.index];
  if (id == kUnknown) id = dictionary_.string_id(batch_.strings[ref]);
  return id;
}

std::size_t BatchIds::Hash::operator()(const Key& key) const {
  return std::hash<std::string_view>()(
      std::string_view(reinterpret_cast<const char*>(key.data()), sizeof(Key)));
}

std::int64_t BatchIds::span_template(const model::SpanRecord& record) {
  const Key key = key_of(record);
  const auto [at, is_new] = templates_.try_emplace(key);
  if (is_new) at->second = dictionary_.template_id(make(key, record));
  return at->second;
}

BatchIds::Key BatchIds::key_of(const model::SpanRecord& record) const {
  Key key{record.name.index, record.resource, record.scope, record.attribute_keys.index,
          static_cast<std::uint32_t>(record.kind),
          // Flags can be any 32 bits, so that none given needs a bit elsewhere.
          static_cast<std::uint32_t>(record.status) << 1 | (record.has_flags ? 1U : 0U), record.flags,
          record.anomalies};
  for (std::uint32_t i = record.first_facet; i < record.last_facet; ++i) {
    const model::FacetValue& facet = batch_.facets[i];
    if (info(facet.facet).shared)
      key[kFirstFacet + facet_column(facet.facet)] = std::get<model::StringRef>(facet.value).index;
  }
  return key;
}

Template BatchIds::make(const Key& key, const model::SpanRecord& record) {
  Template row;
  row[kName] = string(record.name);
  row[kResource] = resources_[record.resource];
  row[kScope] = scopes_[record.scope];
  row[kShape] = dictionary_.shape_id(batch_.strings[record.attribute_keys]);
  row[kKind] = record.kind;
  row[kStatus] = static_cast<std::int64_t>(record.status);
  row[kFlags] = record.has_flags ? std::int64_t{record.flags} : -1;
  row[kAnomalies] = record.anomalies;
  for (std::size_t i = kFirstFacet; i < row.size(); ++i) row[i] = string({key[i]});
  return row;
}

}  // namespace tracewh::store
