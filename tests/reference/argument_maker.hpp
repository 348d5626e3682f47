#pragma once

#include "bench/random.hpp"
#include "query/definition.hpp"
#include "reference/archive.hpp"
#include "store/read/selection.hpp"

#include <map>
#include <string>
#include <vector>

namespace tracewh::reference {

/// The texts of a query's parameters, by name.
using Arguments = std::map<std::string, std::string>;

/// Makes arguments that have a chance to matter for the spans of an archive.
class ArgumentMaker {
 public:
  ArgumentMaker(const Archive& archive, std::uint64_t seed);

  /// Every required parameter of `query`, and any of the others.
  Arguments make(const query::QueryDefinition& query);

  /// Mostly none, else one or two that a span has, or that look like it.
  std::vector<model::AttributeCondition> make_attributes();

 private:
  std::string text_for(const query::Parameter& parameter);
  std::string pattern();

  bench::Random random_;
  const Archive& archive_;
  std::vector<std::string> runs_;
  std::vector<std::string> times_;
  std::vector<std::string> durations_;
  std::vector<std::string> names_;  ///< of spans, services, workers and types
};

}  // namespace tracewh::reference
