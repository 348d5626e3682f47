#pragma once

#include "decode/normalize/attribute_list.hpp"
#include "decode/normalize/issue_counter.hpp"
#include "decode/normalize/semantics.hpp"
#include "model/batch.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace tracewh::decode {

/// Builds the resources and scopes that spans share; equal ones become one.
/// Spans refer to them before they are complete, because their fields may come behind the spans. Decoders
/// fill in what the sender gives as text or a count; the builder cleans that and adds the rest.
class GroupBuilder {
 public:
  GroupBuilder(const Semantics& semantics, IssueCounter& issues, const Redaction* redaction,
               model::Batch& batch);

  void begin_resource();
  model::ResourceRecord& resource() { return resource_; }
  AttributeList& resource_attributes() { return resource_attributes_; }
  void end_resource();

  void begin_scope();
  model::ScopeRecord& scope() { return scope_; }
  AttributeList& scope_attributes() { return scope_attributes_; }
  void end_scope();

  /// Positions in the batch for a span that is added now, inside a resource and a scope.
  std::uint32_t resource_position() const { return static_cast<std::uint32_t>(batch_.resources.size()); }
  std::uint32_t scope_position() const { return static_cast<std::uint32_t>(batch_.scopes.size()); }

 private:
  std::string_view object(AttributeList& attributes, std::string_view when_empty);

  model::Batch& batch_;
  model::ResourceRecord resource_;
  model::ScopeRecord scope_;
  AttributeList resource_attributes_;
  AttributeList scope_attributes_;
  std::size_t resource_first_span_ = 0;
  std::size_t scope_first_span_ = 0;
  std::unordered_map<std::string, std::uint32_t> resource_positions_;
  std::unordered_map<std::string, std::uint32_t> scope_positions_;
  std::string json_;
};

}  // namespace tracewh::decode
