#include "store/read/value_condition.hpp"

#include "store/read/comparable_value.hpp"

#include <algorithm>

namespace tracewh::store {

using model::Comparison;

ValueCondition::ValueCondition(const model::AttributeCondition& condition)
    : comparison_(condition.comparison),
      forms_(forms_that_equal(condition.value)),
      number_(model::parse_number(condition.value).value_or(0)) {}

bool ValueCondition::meets(const Cell& stored) const {
  const auto equals = [&](const model::Value& form) { return same_form(stored, form); };
  switch (comparison_) {
    case Comparison::kExists:
      return true;
    case Comparison::kEqual:
      return std::ranges::any_of(forms_, equals);
    case Comparison::kUnequal:
      return std::ranges::none_of(forms_, equals);
    default:
      const auto number = number_of(stored);
      return number && model::compare(*number, comparison_, number_);
  }
}

}  // namespace tracewh::store
