#include "search/question_text.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

namespace tracewh::search {
namespace {

using base::Error, base::ErrorCode;

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kAttributeOption = "--attr";
constexpr std::string_view kTraceOption = "--trace";
constexpr std::string_view kOfOption = "--of";
// Of all queries that can be narrowed.
constexpr std::array kNarrowingOptions{kAttributeOption, kTraceOption, kOfOption};

/// Takes the rest of a quotation that `quote` began from `rest`, and puts what it says behind `word`.
void take_quotation(std::string_view& rest, char quote, std::string& word) {
  while (!rest.empty() && rest.front() != quote) {
    const bool escaped = quote == '"' && rest.front() == '\\' && rest.size() > 1;
    if (escaped) rest.remove_prefix(1);
    word.push_back(rest.front());
    rest.remove_prefix(1);
  }
  if (rest.empty())
    throw Error(ErrorCode::kUsage, fmt::format("the quotation {}{} does not end", quote, word));
  rest.remove_prefix(1);
}

/// Takes the word with which `rest` begins.
std::string take_word(std::string_view& rest) {
  std::string word;
  while (!rest.empty() && kSpace.find(rest.front()) == std::string_view::npos) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (c == '\'' || c == '"') {
      take_quotation(rest, c, word);
    } else if (c == '\\' && !rest.empty()) {
      word.push_back(rest.front());
      rest.remove_prefix(1);
    } else {
      word.push_back(c);
    }
  }
  return word;
}

std::vector<std::string> options_of(const query::QueryDefinition& query) {
  std::vector<std::string> names;
  for (const query::Parameter& parameter : query.parameters) names.push_back(query::option_name(parameter));
  if (query.attribute_scope) names.insert(names.end(), kNarrowingOptions.begin(), kNarrowingOptions.end());
  return names;
}

/// Reads the words behind a query's name.
class ArgumentReader {
 public:
  ArgumentReader(const query::QueryDefinition& query, std::vector<std::string> words)
      : query_(query), words_(std::move(words)) {}

  /// Throws base::Error (usage) that tells what is wrong, perhaps with a hint.
  GivenArguments read() {
    while (next_ < words_.size()) take(words_[next_++]);
    return std::move(given_);
  }

 private:
  void take(const std::string& word) {
    const auto end_of_name = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, end_of_name);
    std::optional<std::string> value;
    if (end_of_name < word.size()) value = word.substr(end_of_name + 1);
    const auto parameter = std::ranges::find(query_.parameters, name, query::option_name);
    if (parameter != query_.parameters.end()) {
      take_parameter(*parameter, std::move(value));
    } else if (query_.attribute_scope &&
               std::ranges::find(kNarrowingOptions, name) != kNarrowingOptions.end()) {
      take_narrowing(name, value_of(name, std::move(value)));
    } else {
      refuse(word, name);
    }
  }

  void take_parameter(const query::Parameter& parameter, std::optional<std::string> value) {
    const bool is_flag = parameter.type == query::ParameterType::kFlag;
    const std::string name = query::option_name(parameter);
    std::string text = is_flag ? value.value_or("true") : value_of(name, std::move(value));
    if (!given_.texts.try_emplace(parameter.name, std::move(text)).second) {
      throw Error(ErrorCode::kUsage, name + " is given more than once");
    }
  }

  void take_narrowing(const std::string& option, std::string value) {
    if (option == kAttributeOption) {
      given_.attributes.push_back(std::move(value));
    } else if (option == kTraceOption) {
      given_.traces.push_back(std::move(value));
    } else {
      given_.of = std::move(value);
    }
  }

  /// What stands behind the `=`, or else the next word.
  std::string value_of(const std::string& name, std::optional<std::string> value) {
    if (value) return *value;
    if (next_ == words_.size() || words_[next_].starts_with("--")) {
      throw Error(ErrorCode::kUsage, name + " needs a value");
    }
    return words_[next_++];
  }

  /// In the words of the command line.
  [[noreturn]] void refuse(const std::string& word, const std::string& option) const {
    if (!word.starts_with('-')) {
      throw Error(ErrorCode::kUsage, fmt::format("query {} does not take '{}'", query_.name, word));
    }
    throw Error(ErrorCode::kUsage, fmt::format("query {} has no option '{}'", query_.name, option),
                base::did_you_mean(option, options_of(query_)));
  }

  const query::QueryDefinition& query_;
  std::vector<std::string> words_;
  std::size_t next_ = 0;
  GivenArguments given_;
};

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    if (text.empty()) return words;
    words.push_back(take_word(text));
  }
}

Question make_question(const query::Catalogue& catalogue, const query::QueryDefinition& query,
                       GivenArguments given) {
  Question question{&query, std::move(given)};
  if (question.given.of.empty()) return question;
  question.of = std::make_shared<Question>(parse_question(catalogue, kOfOption, question.given.of));
  require_traces(*question.of->query);
  return question;
}

Question parse_question(const query::Catalogue& catalogue, std::string_view option, const std::string& text) {
  std::vector<std::string> words = split_words(text);
  const query::QueryDefinition& query = catalogue.get(words.empty() ? "" : words.front());
  if (!words.empty()) words.erase(words.begin());
  try {
    return make_question(catalogue, query, ArgumentReader(query, std::move(words)).read());
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{} '{}': {}", option, text, error.what()),
                error.hint().empty() ? fmt::format("tracewh query {} --help tells its options", query.name)
                                     : error.hint());
  }
}

}  // namespace tracewh::search
