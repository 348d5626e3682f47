#include "reference/attributes.hpp"

#include "reference/glob.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

namespace tracewh::reference {
namespace {

bool reads_as_real(const std::string& text, double number) {
  char* end = nullptr;
  return !text.empty() && std::strtod(text.c_str(), &end) == number && *end == '\0';
}

bool reads_as_integer(const std::string& text, std::int64_t number) {
  char* end = nullptr;
  errno = 0;
  const std::int64_t integer = std::strtoll(text.c_str(), &end, 10);
  if (!text.empty() && *end == '\0' && errno == 0) return integer == number;
  // Such as 5.0; a double that reads as the largest integer is one more.
  const auto real = static_cast<double>(number);
  return real < 9223372036854775808.0 && static_cast<std::int64_t>(real) == number &&
         reads_as_real(text, real);
}

model::Facet facet_of(const std::string& name) {
  static const std::map<std::string, model::Facet> kFacets{{"task", model::Facet::kTaskId},
                                                           {"worker", model::Facet::kWorkerId},
                                                           {"agent", model::Facet::kAgent},
                                                           {"model", model::Facet::kModel},
                                                           {"session", model::Facet::kSessionId}};
  return kFacets.at(name);
}

bool has_facet(const Span& span, const store::FacetCondition& condition) {
  const std::string text = span.facet_text(facet_of(condition.facet));
  return !text.empty() && matches_glob(condition.pattern, text);
}

}  // namespace

bool has_attribute(const Span& span, const store::AttributeCondition& condition) {
  const auto found = span.attributes.find(condition.key);
  if (found == span.attributes.end()) return false;
  const nlohmann::json& value = *found;
  if (value.is_string()) return value == condition.value;
  if (value.is_boolean()) return condition.value == (value.get<bool>() ? "true" : "false");
  if (value.is_number_integer()) return reads_as_integer(condition.value, value.get<std::int64_t>());
  if (value.is_number()) return reads_as_real(condition.value, value.get<double>());
  if (value.is_object() && value.contains("doubleValue")) return value["doubleValue"] == condition.value;
  return false;
}

Archive select(Archive archive, const store::Selection& selection) {
  const auto matches = [&](const Span& span) {
    return std::ranges::all_of(
               selection.attributes,
               [&](const store::AttributeCondition& condition) { return has_attribute(span, condition); }) &&
           std::ranges::all_of(selection.facets, [&](const store::FacetCondition& condition) {
             return has_facet(span, condition);
           });
  };
  archive.keep(matches, selection.scope == store::AttributeScope::kTrace);
  return archive;
}

}  // namespace tracewh::reference
