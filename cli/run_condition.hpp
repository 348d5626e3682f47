#pragma once

#include "cli/query_arguments.hpp"
#include "model/row_set.hpp"
#include "query/catalogue.hpp"
#include "store/read/reader.hpp"

#include <string>

namespace tracewh::cli {

/// A query that must find nothing in a run, as `--fail-on` names it.
class RunCondition {
 public:
  /// Reads a query's name and options, such as `slow --min 10s`. Throws base::Error (usage).
  RunCondition(const query::Catalogue& catalogue, const std::string& text);

  const std::string& text() const { return text_; }

  /// What the query finds in the run, at most as many rows as its limit says.
  model::RowSet rows(store::Reader& reader, const std::string& run) const;

 private:
  std::string text_;
  const query::QueryDefinition* query_;
  GivenArguments given_;
};

}  // namespace tracewh::cli
