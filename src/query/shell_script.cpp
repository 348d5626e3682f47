#include "query/shell_script.hpp"

#include "base/hex.hpp"

#include <fmt/format.h>

namespace tracewh::query {
namespace {

/// SQL text inside the double quotes of a shell command, which reads backslashes as C does.
std::string quoted(const std::string& text) {
  std::string result = "\"'";
  for (const char c : text) {
    switch (c) {
      case '\'':
        result += "''";
        break;
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      default:
        result += c;
    }
  }
  return result + "'\"";
}

struct ShellLiteral {
  std::string operator()(std::monostate) const { return "NULL"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const { return quoted(value); }
  std::string operator()(const model::Blob& value) const {
    const std::vector<std::uint8_t> bytes(value.bytes.begin(), value.bytes.end());
    return fmt::format("x'{}'", base::to_hex(bytes));
  }
};

}  // namespace

std::string shell_script(const QueryDefinition& query, std::span<const Argument> arguments) {
  std::string script = fmt::format("-- {}: {}\n.parameter init\n", query.name, query.summary);
  for (const auto& [name, value] : arguments) {
    script += fmt::format(".parameter set :{} {}\n", name, std::visit(ShellLiteral{}, value));
  }
  script += query.sql;
  if (!script.ends_with('\n')) script += '\n';
  return script;
}

}  // namespace tracewh::query
