#pragma once

#include "model/row_set.hpp"
#include "reference/archive.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace tracewh::reference {

/// The values of a query's parameters, by name.
class Question {
 public:
  explicit Question(std::map<std::string, model::Value> values) : values_(std::move(values)) {}

  std::int64_t integer(const std::string& name, std::int64_t otherwise = 0) const;
  std::optional<std::string> text(const std::string& name) const;
  bool flag(const std::string& name) const { return integer(name) != 0; }

  /// Whether `text` is of the pattern; with no pattern, always.
  bool matches(const std::string& name, const std::string& text) const;
  /// The parameters since and until; what starts at an unknown time is in none.
  bool in_time(const std::optional<std::int64_t>& start_ns) const;
  /// The parameter run.
  bool in_run(const Archive& archive, const model::TraceId& trace) const;

 private:
  std::map<std::string, model::Value> values_;
};

}  // namespace tracewh::reference
