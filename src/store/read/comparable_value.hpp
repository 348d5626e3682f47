#pragma once

#include "model/attribute_condition.hpp"
#include "model/row_set.hpp"
#include "store/sqlite/statement.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

/// How the values of attributes are compared with what somebody writes. A stored value takes one form: a
/// number, or the JSON text of a string, a boolean or a double that is not finite. Empty values, bytes,
/// arrays and maps have none, and so equal nothing.
namespace tracewh::store {

/// The form of the value at `position` of `values`, the JSON array that is stored for a span; NULL for none.
/// Text belongs to `values`.
Cell comparable_value(std::string_view values, std::size_t position);

/// The forms of all stored values that equal `text`: a string of these characters, and a number or boolean
/// that `text` reads as.
std::vector<model::Value> forms_that_equal(std::string_view text);

/// Whether the two are the same form.
bool same_form(const Cell& stored, const model::Value& form);

/// The number that a form is, or that it reads as when it is a string.
std::optional<model::Number> number_of(const Cell& stored);

/// What the index keeps of a form: long text is cut, so that what it finds must be compared again.
Cell indexed_form(const Cell& form);
/// forms_that_equal() as the index keeps them.
std::vector<model::Value> indexed_forms(std::string_view text);

}  // namespace tracewh::store
