#include "decode/normalize/group_builder.hpp"

#include "base/limits.hpp"
#include "base/utf8.hpp"

#include <span>

namespace tracewh::decode {
namespace {

constexpr std::size_t kMaxText = base::limits::kNameBytes;

std::string_view service_name(std::span<const Attribute> attributes) {
  std::string_view name;
  for (const auto& [key, value] : attributes) {
    if (key == "service.name" && value.type == AttributeValue::Type::kText) name = value.text;
  }
  return base::cut_utf8(name, kMaxText);
}

/// Appends a part of an identity; the length keeps parts from running into each other.
void append_part(std::string& identity, std::string_view part) {
  identity += std::to_string(part.size());
  identity.push_back(':');
  identity += part;
}

/// Whether no equal group came before the one at position `open`. When one did, `spans`, which refer to
/// `open`, are moved to it.
template <typename Move>
bool is_new(std::unordered_map<std::string, std::uint32_t>& positions, std::string identity,
            std::uint32_t open, std::span<model::SpanRecord> spans, Move move) {
  const auto [found, added] = positions.emplace(std::move(identity), open);
  if (added) return true;
  for (model::SpanRecord& span : spans) move(span, found->second);
  return false;
}

}  // namespace

GroupBuilder::GroupBuilder(const Semantics& semantics, IssueCounter& issues, const Redaction* redaction,
                           model::Batch& batch)
    : batch_(batch),
      resource_attributes_(semantics, issues, redaction),
      scope_attributes_(semantics, issues, redaction) {}

void GroupBuilder::begin_resource() {
  resource_ = {};
  resource_attributes_.clear();
  resource_first_span_ = batch_.spans.size();
}

void GroupBuilder::begin_scope() {
  scope_ = {};
  scope_attributes_.clear();
  scope_first_span_ = batch_.spans.size();
}

std::string_view GroupBuilder::object(AttributeList& attributes, std::string_view when_empty) {
  json_.clear();
  attributes.append_object(json_);
  if (json_.empty()) json_ = when_empty;
  return batch_.arena.copy(json_);
}

void GroupBuilder::end_resource() {
  resource_.service = batch_.strings.intern(service_name(resource_attributes_.attributes()));
  resource_.attributes = object(resource_attributes_, "{}");
  resource_.entity_refs = batch_.arena.copy(resource_.entity_refs);
  resource_.schema_url = batch_.arena.copy(resource_attributes_.clean(resource_.schema_url, kMaxText));
  resource_.dropped_attributes += resource_attributes_.dropped();
  std::string identity = std::to_string(resource_.dropped_attributes);
  for (const auto part : {resource_.attributes, resource_.entity_refs, resource_.schema_url})
    append_part(identity, part);
  const auto move = [](model::SpanRecord& span, std::uint32_t position) { span.resource = position; };
  if (is_new(resource_positions_, std::move(identity), resource_position(),
             std::span(batch_.spans).subspan(resource_first_span_), move)) {
    batch_.resources.push_back(resource_);
  }
}

void GroupBuilder::end_scope() {
  scope_.name = batch_.arena.copy(scope_attributes_.clean(scope_.name, kMaxText));
  scope_.version = batch_.arena.copy(scope_attributes_.clean(scope_.version, kMaxText));
  scope_.attributes = object(scope_attributes_, "");
  scope_.schema_url = batch_.arena.copy(scope_attributes_.clean(scope_.schema_url, kMaxText));
  scope_.dropped_attributes += scope_attributes_.dropped();
  std::string identity = std::to_string(scope_.dropped_attributes);
  for (const auto part : {scope_.name, scope_.version, scope_.attributes, scope_.schema_url}) {
    append_part(identity, part);
  }
  const auto move = [](model::SpanRecord& span, std::uint32_t position) { span.scope = position; };
  if (is_new(scope_positions_, std::move(identity), scope_position(),
             std::span(batch_.spans).subspan(scope_first_span_), move)) {
    batch_.scopes.push_back(scope_);
  }
}

}  // namespace tracewh::decode
