#include "reference/attributes.hpp"

#include "reference/glob.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
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

bool equals(const nlohmann::json& value, const std::string& text) {
  if (value.is_string()) return value == text;
  if (value.is_boolean()) return text == (value.get<bool>() ? "true" : "false");
  if (value.is_number_integer()) return reads_as_integer(text, value.get<std::int64_t>());
  if (value.is_number()) return reads_as_real(text, value.get<double>());
  return value.is_object() && value.contains("doubleValue") && value["doubleValue"] == text;
}

/// NaN, which is in no order, for what is no number.
long double number_in(const std::string& text) {
  const bool begins_so =
      !text.empty() && std::string("-.0123456789INin").find(text.front()) != std::string::npos;
  if (!begins_so) return std::nanl("");
  char* end = nullptr;
  errno = 0;
  const std::int64_t integer = std::strtoll(text.c_str(), &end, 10);
  if (*end == '\0' && errno == 0) return static_cast<long double>(integer);
  const double real = std::strtod(text.c_str(), &end);
  return *end == '\0' ? real : std::nanl("");
}

long double number_of(const nlohmann::json& value) {
  if (value.is_number_integer()) return static_cast<long double>(value.get<std::int64_t>());
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return number_in(value.get<std::string>());
  return value.is_object() && value.contains("doubleValue") ? number_of(value["doubleValue"]) : std::nanl("");
}

bool is_in_order(const nlohmann::json& value, const model::AttributeCondition& condition) {
  const long double left = number_of(value);
  const long double right = number_in(condition.value);
  switch (condition.comparison) {
    case model::Comparison::kLess:
      return left < right;
    case model::Comparison::kLessOrEqual:
      return left <= right;
    case model::Comparison::kGreater:
      return left > right;
    default:
      return left >= right;
  }
}

}  // namespace

bool has_attribute(const Span& span, const model::AttributeCondition& condition) {
  const auto found = span.attributes.find(condition.key);
  if (found == span.attributes.end()) return false;
  switch (condition.comparison) {
    case model::Comparison::kEqual:
      return equals(*found, condition.value);
    case model::Comparison::kUnequal:
      return !equals(*found, condition.value);
    default:
      return is_in_order(*found, condition);
  }
}

Archive select(Archive archive, const store::Selection& selection) {
  const auto matches = [&](const Span& span) {
    return std::ranges::all_of(
               selection.attributes,
               [&](const model::AttributeCondition& condition) { return has_attribute(span, condition); }) &&
           std::ranges::all_of(selection.facets, [&](const store::FacetCondition& condition) {
             return has_facet(span, condition);
           });
  };
  archive.keep(matches, selection.scope == store::AttributeScope::kTrace);
  return archive;
}

}  // namespace tracewh::reference
