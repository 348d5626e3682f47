#include "decode/normalize/semantics.hpp"

#include "base/glob.hpp"

#include <algorithm>
#include <optional>

namespace tracewh::decode {
namespace {

using Type = AttributeValue::Type;

constexpr std::string_view kNoText;

std::string_view text_of(const AttributeValue& value) {
  return value.type == Type::kText ? value.text : kNoText;
}

/// Where the key is; the last one when it is repeated.
std::optional<std::uint32_t> find(std::span<const Attribute> attributes, std::string_view key) {
  for (std::size_t i = attributes.size(); i-- > 0;) {
    if (attributes[i].key == key) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::vector<std::uint32_t> positions(std::span<const Attribute> attributes,
                                     std::span<const std::string> keys) {
  std::vector<std::uint32_t> found;
  for (const std::string& key : keys) {
    if (const auto position = find(attributes, key)) found.push_back(*position);
  }
  return found;
}

/// Formats whose values are all text write flags as words.
bool is_set(const AttributeValue& value) {
  return value.type == Type::kBool ? value.boolean : text_of(value) == "true";
}

}  // namespace

AttributePlan Semantics::plan(std::span<const Attribute> attributes) const {
  AttributePlan plan;
  for (const FacetRule& rule : facets_) {
    for (const std::uint32_t position : positions(attributes, rule.keys)) {
      plan.facets.push_back({rule.facet, position});
    }
  }
  for (std::uint32_t i = 0; i < roles_.size(); ++i) {
    const auto position = find(attributes, roles_[i].attribute);
    if (position || roles_[i].attribute.empty()) plan.roles.push_back({i, position.value_or(0)});
  }
  plan.failures = positions(attributes, failure_keys_);
  plan.failure_flags = positions(attributes, failure_flag_keys_);
  plan.failure_texts = positions(attributes, failure_text_keys_);
  return plan;
}

model::Role Semantics::role(const AttributePlan& plan, std::span<const Attribute> attributes,
                            std::string_view name) const {
  for (const auto& [index, position] : plan.roles) {
    const RoleRule& rule = roles_[index];
    if (rule.attribute.empty()) {
      if (base::matches_glob(rule.name_glob, name)) return rule.role;
    } else if (rule.values.empty()) {
      return rule.role;
    } else {
      const std::string_view text = text_of(attributes[position].value);
      const auto match = std::ranges::find(rule.values, text, &RoleOfValue::value);
      if (match != rule.values.end()) return match->role;
    }
  }
  return model::Role::kOther;
}

bool Semantics::has_failure(const AttributePlan& plan, std::span<const Attribute> attributes) const {
  return std::ranges::any_of(plan.failures, [&](auto i) { return !text_of(attributes[i].value).empty(); }) ||
         std::ranges::any_of(plan.failure_flags, [&](auto i) { return is_set(attributes[i].value); });
}

std::string_view Semantics::failure_text(const AttributePlan& plan,
                                         std::span<const Attribute> attributes) const {
  for (const std::uint32_t position : plan.failure_texts) {
    const std::string_view text = text_of(attributes[position].value);
    if (!text.empty()) return text;
  }
  return {};
}

std::string_view Semantics::exception_text(std::span<const Attribute> attributes) const {
  for (const std::uint32_t position : positions(attributes, exception_text_keys_)) {
    const std::string_view text = text_of(attributes[position].value);
    if (!text.empty()) return text;
  }
  return {};
}

}  // namespace tracewh::decode
