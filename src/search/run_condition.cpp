#include "search/run_condition.hpp"

#include "base/error.hpp"
#include "search/question_text.hpp"

#include <fmt/format.h>

namespace tracewh::search {
namespace {

using base::Error, base::ErrorCode;

constexpr const char* kRun = "run";

}  // namespace

RunCondition::RunCondition(const query::Catalogue& catalogue, std::string_view option,
                           const std::string& text)
    : text_(text), question_(parse_question(catalogue, option, text)) {
  if (query::find_parameter(*question_.query, kRun) == nullptr) {
    throw Error(ErrorCode::kUsage,
                fmt::format("{}: the query '{}' cannot ask of a run", option, question_.query->name),
                "name a query that has the option --run");
  }
  if (question_.given.texts.contains(kRun)) {
    throw Error(ErrorCode::kUsage, fmt::format("{} '{}': the run is that of the command", option, text),
                "leave out --run");
  }
  check(about(""));
}

Question RunCondition::about(const std::string& run) const {
  Question question = question_;
  question.given.texts.insert_or_assign(kRun, run);
  return question;
}

}  // namespace tracewh::search
