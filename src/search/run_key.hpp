#pragma once

#include "compare/measure.hpp"
#include "model/enums.hpp"

#include <compare>
#include <string>
#include <string_view>

namespace tracewh::search {

/// What spans of different runs have in common, and are compared by.
struct RunKey {
  compare::Level level = compare::Level::kRun;
  std::string key;

  auto operator<=>(const RunKey&) const = default;
};

/// What a span says of itself, empty where it says nothing.
struct KeyTexts {
  std::string_view service;
  std::string_view name;
  model::Role role = model::Role::kOther;
  std::string_view task_type;
  std::string_view worker;
  std::string_view model;
};

/// An operation as people read it: `service: name (role)`.
std::string operation_key(std::string_view service, std::string_view name, model::Role role);

/// Calls `action` with each key by which a span counts, but for its path.
template <typename Action>
void for_each_key(const KeyTexts& span, Action action) {
  using compare::Level;
  action(RunKey{Level::kRun, {}});
  action(RunKey{Level::kOperation, operation_key(span.service, span.name, span.role)});
  if (span.role == model::Role::kTask && !span.task_type.empty())
    action(RunKey{Level::kTaskType, std::string(span.task_type)});
  if (!span.worker.empty()) action(RunKey{Level::kWorker, std::string(span.worker)});
  if (!span.model.empty()) action(RunKey{Level::kModel, std::string(span.model)});
}

}  // namespace tracewh::search
