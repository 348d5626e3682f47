#include "store/sqlite/named_statements.hpp"

#include "store/sqlite/embedded.hpp"

#include <map>
#include <stdexcept>
#include <string>

namespace tracewh::store {
namespace {

constexpr std::string_view kMarker = "-- name: ";

using Statements = std::map<std::string_view, std::string_view>;

void collect(std::string_view text, Statements& statements) {
  for (auto at = text.find(kMarker); at != std::string_view::npos;) {
    const auto name_begin = at + kMarker.size();
    const auto name_end = text.find('\n', name_begin);
    const auto next = text.find(kMarker, name_end);
    statements.emplace(
        text.substr(name_begin, name_end - name_begin),
        text.substr(name_end + 1, next == std::string_view::npos ? next : next - name_end - 1));
    at = next;
  }
}

Statements collect_all() {
  Statements statements;
  for (const base::EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with("schema/statements/")) collect(file.text, statements);
  }
  return statements;
}

}  // namespace

std::string_view named_statement(std::string_view name) {
  static const Statements kStatements = collect_all();
  const auto found = kStatements.find(name);
  if (found == kStatements.end()) throw std::out_of_range("no statement named " + std::string(name));
  return found->second;
}

}  // namespace tracewh::store
