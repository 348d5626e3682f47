#pragma once

#include "decode/normalize/attribute_value.hpp"
#include "model/enums.hpp"
#include "model/facet.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::decode {

/// Positions in a list of attributes that say something about the span, worked out once for each
/// distinct list of keys. Of a repeated key the last position counts.
struct AttributePlan {
  struct FacetSource {
    model::Facet facet;
    std::uint32_t position;
  };
  struct RoleSource {
    std::uint32_t rule;      ///< which rule may hold
    std::uint32_t position;  ///< of its attribute; none for a rule about names
  };

  std::vector<FacetSource> facets;           ///< by facet, the preferred source first
  std::vector<RoleSource> roles;             ///< in the order in which they are tried
  std::vector<std::uint32_t> failures;       ///< attributes whose text, if any, tells of a failure
  std::vector<std::uint32_t> failure_flags;  ///< attributes that are true when there is one
  std::vector<std::uint32_t> failure_texts;  ///< attributes that describe it, the best first
};

/// What attributes and names mean: the mapping file in usable form. Immutable.
class Semantics {
 public:
  /// The mapping compiled into the program, schema/semantics.json.
  static Semantics shipped();

  /// The user's mapping; throws base::Error with the place and the reason when it is not one.
  static Semantics from_file(const std::filesystem::path& path);

  AttributePlan plan(std::span<const Attribute> attributes) const;

  model::Role role(const AttributePlan& plan, std::span<const Attribute> attributes,
                   std::string_view name) const;
  bool has_failure(const AttributePlan& plan, std::span<const Attribute> attributes) const;

  /// The first non-empty text that describes a failure; may be empty.
  std::string_view failure_text(const AttributePlan& plan, std::span<const Attribute> attributes) const;

  /// Whether an event of this name is evidence of a failure, and the text that describes it, if any.
  bool is_exception(std::string_view event_name) const { return event_name == exception_event_; }
  std::string_view exception_text(std::span<const Attribute> attributes) const;

  /// Whether an attribute of this key can change anything.
  bool uses(std::string_view key) const { return keys_.contains(key); }

 private:
  struct RoleOfValue {
    std::string value;
    model::Role role;
  };
  /// Holds when the attribute has one of the values, or is present, or when the name matches.
  struct RoleRule {
    std::string attribute;
    std::string name_glob;
    std::vector<RoleOfValue> values;
    model::Role role = model::Role::kOther;
  };
  struct FacetRule {
    model::Facet facet;
    std::vector<std::string> keys;
  };

  friend class SemanticsFile;
  Semantics() = default;

  std::vector<RoleRule> roles_;
  std::vector<FacetRule> facets_;
  std::vector<std::string> failure_keys_;
  std::vector<std::string> failure_flag_keys_;
  std::vector<std::string> failure_text_keys_;
  std::string exception_event_;
  std::vector<std::string> exception_text_keys_;
  std::set<std::string, std::less<>> keys_;
};

}  // namespace tracewh::decode
