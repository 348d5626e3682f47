#pragma once

#include "query/catalogue.hpp"
#include "search/question.hpp"

#include <string>
#include <string_view>

namespace tracewh::search {

/// A query that must find nothing in a run.
class RunCondition {
 public:
  /// Reads `text`, which was given for `option`, see parse_question(). Throws base::Error (usage) also when
  /// the query cannot ask of a run, or names one, or a value cannot be read. `catalogue` must outlive this.
  RunCondition(const query::Catalogue& catalogue, std::string_view option, const std::string& text);

  const std::string& text() const { return text_; }

  /// The question that must find nothing.
  Question about(const std::string& run) const;

 private:
  std::string text_;
  Question question_;
};

}  // namespace tracewh::search
