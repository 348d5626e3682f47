#include "query/header_parser.hpp"

#include "base/error.hpp"
#include "query/arguments.hpp"
#include "query/internal_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tracewh::query {
namespace {

constexpr std::string_view kSpaces = " \t\r";

// What stands between the SQL of the rows and that of the notes.
constexpr std::string_view kNotes = "\n-- notes\n";

// `tracewh query list` and `tracewh query show` are no queries.
constexpr std::array<std::string_view, 2> kReservedNames{"list", "show"};

// Options of every query, beside its parameters.
constexpr std::array<std::string_view, 8> kReservedParameters{
    "allow_empty", "attr", "fail_on_empty", "fail_on_match", "help", "of", "trace", "tree"};

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

/// Takes the text before `separator` from the front of `text`, and the separator; all of it when there is
/// none.
std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

std::string_view take_word(std::string_view& text) {
  text = trim(text);
  const auto end = std::min(text.find_first_of(kSpaces), text.size());
  const std::string_view word = text.substr(0, end);
  text = trim(text.substr(end));
  return word;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  while (!trim(text).empty()) result.emplace_back(take_word(text));
  return result;
}

bool is_identifier(std::string_view text) {
  const auto is_inner = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && std::ranges::all_of(text, is_inner);
}

/// Words may also be joined by single dashes.
bool is_name(std::string_view text) {
  while (!text.empty()) {
    const bool is_last = text.find('-') == std::string_view::npos;
    if (!is_identifier(take_until(text, '-'))) return false;
    if (text.empty()) return is_last;
  }
  return false;
}

/// Takes a line of the header from the front of `text`, and gives what stands behind its dashes.
std::string_view take_header_line(std::string_view& text) { return trim(take_until(text, '\n').substr(2)); }

class HeaderParser {
 public:
  explicit HeaderParser(std::string source) { query_.source = std::move(source); }

  QueryDefinition parse(std::string_view text) {
    while (text.starts_with("--")) {
      ++line_;
      read_line(take_header_line(text));
    }
    const auto end = std::min(text.find(kNotes), text.size());
    query_.sql = text.substr(0, end);
    text.remove_prefix(end);
    if (!text.empty()) query_.note_sql = text.substr(kNotes.size());
    finish();
    return std::move(query_);
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw base::Error(base::ErrorCode::kUsage,
                      fmt::format("{}:{}: {}", query_.source, std::max(line_, 1), reason));
  }

  void read_line(std::string_view line) {
    const bool has_key = line.find(':') != std::string_view::npos;
    const std::string_view key = take_until(line, ':');
    const std::string_view value = trim(line);
    if (!has_key || value.empty()) fail("a header line is written '-- key: value'");
    if (key == "name") {
      read_name(value);
    } else if (key == "summary") {
      query_.summary = value;
    } else if (key == "example") {
      query_.examples.emplace_back(value);
    } else if (key == "param") {
      add_parameter(value);
    } else if (key == "without") {
      for (std::string& name : words(value)) without(std::move(name));
    } else if (key == "attr") {
      read_attribute_scope(value);
    } else if (key == "analysis") {
      query_.analysis = value;
    } else if (key == "columns") {
      for (std::string& column : words(value)) query_.columns.push_back(std::move(column));
    } else if (key == "gives_way") {
      for (std::string& column : words(value)) query_.gives_way.push_back(std::move(column));
    } else {
      fail(
          fmt::format("unknown key '{}'; known are name, summary, example, param, without, attr, analysis, "
                      "columns, gives_way",
                      key));
    }
  }

  void read_name(std::string_view value) {
    if (!is_name(value)) fail(fmt::format("'{}' is no name; use a-z, 0-9, _ and -", value));
    if (!is_query_name(value))
      fail(fmt::format("'tracewh query {}' is no query; choose another name", value));
    query_.name = value;
  }

  void add_parameter(std::string_view text) {
    Parameter parameter;
    parameter.name = take_word(text);
    if (!is_identifier(parameter.name))
      fail(fmt::format("'{}' is no name; use a-z, 0-9 and _", parameter.name));
    if (std::ranges::find(kReservedParameters, parameter.name) != kReservedParameters.end()) {
      fail(fmt::format("{} is an option of every query; choose another name", option_name(parameter)));
    }
    if (find_parameter(query_, parameter.name) != nullptr) {
      fail(fmt::format("parameter '{}' is declared twice", parameter.name));
    }
    read_type(take_word(text), parameter);
    read_rest(text, parameter);
    check_default(parameter);
    query_.parameters.push_back(std::move(parameter));
  }

  void read_type(std::string_view word, Parameter& parameter) const {
    const std::string_view name = take_until(word, '(');
    const auto type = parameter_type_from_name(name);
    if (!type) fail(fmt::format("unknown type '{}'", name));
    parameter.type = *type;
    if (*type != ParameterType::kEnum) return;
    std::string_view list = take_until(word, ')');
    while (!list.empty()) parameter.choices.emplace_back(take_until(list, ','));
    if (parameter.choices.empty()) fail("an enum is written 'enum(first,second)', without spaces");
  }

  void read_rest(std::string_view text, Parameter& parameter) const {
    if (text.starts_with("required")) {
      parameter.required = true;
      take_word(text);
    }
    if (text.starts_with('=')) {
      text.remove_prefix(1);
      parameter.default_text = take_word(text);
    }
    if (text.starts_with('"')) {
      text.remove_prefix(1);
      parameter.description = take_until(text, '"');
      text = trim(text);
    }
    if (!text.empty()) fail(fmt::format("cannot read '{}'", text));
    if (parameter.required && parameter.default_text) fail("a required parameter has no default");
  }

  void check_default(const Parameter& parameter) const {
    // A prefix cannot be resolved without a database.
    if (!parameter.default_text || parameter.type == ParameterType::kTraceId) return;
    try {
      parse_argument(parameter, *parameter.default_text, {});
    } catch (const base::Error& error) {
      fail(fmt::format("default of {}", error.what()));
    }
  }

  void read_attribute_scope(std::string_view value) {
    if (value != "trace" && value != "span") fail("attr is 'trace' or 'span'");
    query_.attribute_scope = value == "span" ? store::AttributeScope::kSpan : store::AttributeScope::kTrace;
  }

  void without(std::string name) {
    if (name == "attr") {
      query_.attribute_scope.reset();
      return;
    }
    const auto has = [&](std::span<const Parameter> parameters) {
      return std::ranges::find(parameters, name, &Parameter::name) != parameters.end();
    };
    if (!has(standard_parameters()) && !has(change_parameters())) {
      fail(fmt::format("'{}' is no standard parameter", name));
    }
    without_.push_back(std::move(name));
  }

  /// Adds the standard parameters; one that the header declares itself, say for another default, stays.
  void finish() {
    if (query_.name.empty()) fail("the header has no 'name'");
    if (query_.summary.empty()) fail("the header has no 'summary'");
    if (query_.columns.empty()) fail("the header has no 'columns'");
    for (const std::string& column : query_.gives_way) {
      if (std::ranges::find(query_.columns, column) != query_.columns.end()) continue;
      fail(fmt::format("'{}' gives way and is no column", column));
    }
    if (query_.sql.find_first_not_of(" \t\r\n") == std::string::npos) {
      if (query_.analysis.empty()) fail("there is no SQL after the header");
      query_.sql = text_of(kAnalysedTraces);
    }
    for (const Parameter& parameter : standard_parameters()) {
      if (std::ranges::find(without_, parameter.name) != without_.end()) continue;
      if (const Parameter* own = find_parameter(query_, parameter.name); own == nullptr) {
        query_.parameters.push_back(parameter);
      } else if (own->type != parameter.type) {
        fail(fmt::format("'{}' is a standard parameter of type {}", parameter.name,
                         to_string(parameter.type)));
      }
    }
    if (query_.attribute_scope) add_facets();
    for (const Parameter& change : change_parameters()) add_change(change);
  }

  void add_change(Parameter change) {
    const bool is_left_out = std::ranges::find(without_, change.name) != without_.end();
    if (is_left_out || find_parameter(query_, change.name) != nullptr) return;
    if (query_.analysis.empty()) {
      const bool names_traces = std::ranges::find(query_.columns, "trace_id") != query_.columns.end();
      if (change.name != "joined" || !names_traces || !query_.attribute_scope) return;
      change.selects = true;
    }
    query_.parameters.push_back(std::move(change));
  }

  void add_facets() {
    for (const Parameter& facet : facet_parameters()) {
      if (find_parameter(query_, facet.name) == nullptr) query_.parameters.push_back(facet);
    }
  }

  QueryDefinition query_;
  std::vector<std::string> without_;
  int line_ = 0;
};

}  // namespace

QueryDefinition parse_definition(std::string_view text, const std::string& source) {
  return HeaderParser(source).parse(text);
}

std::string declared_name(std::string_view text) {
  while (text.starts_with("--")) {
    std::string_view line = take_header_line(text);
    if (take_until(line, ':') == "name") return std::string(trim(line));
  }
  return {};
}

bool is_query_name(std::string_view text) {
  return is_name(text) && std::ranges::find(kReservedNames, text) == kReservedNames.end();
}

}  // namespace tracewh::query
