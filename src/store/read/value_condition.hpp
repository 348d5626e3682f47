#pragma once

#include "model/attribute_condition.hpp"
#include "model/row_set.hpp"
#include "store/sqlite/statement.hpp"

#include <vector>

namespace tracewh::store {

/// What the value of an attribute must be, ready to be held against many stored ones.
class ValueCondition {
 public:
  explicit ValueCondition(const model::AttributeCondition& condition);

  /// `stored` is a comparable_value().
  bool meets(const Cell& stored) const;

 private:
  model::Comparison comparison_;
  std::vector<model::Value> forms_;  ///< that equal
  model::Number number_ = 0;         ///< to compare with by order
};

}  // namespace tracewh::store
