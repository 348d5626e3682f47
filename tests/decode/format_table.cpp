#include "decode/format_table.hpp"

#include "decode/decoding.hpp"
#include "support/files.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <fstream>
#include <vector>

namespace tracewh::decode::test {

std::map<std::string, std::map<std::string, std::string>> read_format_table() {
  std::ifstream file(source_path("src/decode/README.md"));
  std::map<std::string, std::map<std::string, std::string>> table;
  std::vector<std::string> names;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| ")) continue;
    std::vector<std::string> cells;
    for (std::size_t at = 1, bar = 0; (bar = line.find('|', at)) != std::string::npos; at = bar + 1) {
      const std::string cell = line.substr(at, bar - at);
      const std::size_t first = cell.find_first_not_of(' ');
      cells.push_back(
          first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(' ') + 1 - first));
    }
    if (names.empty()) names = cells;
    for (std::size_t i = 1; i < cells.size(); ++i) table[cells.front()][names.at(i)] = cells[i];
  }
  table.erase("property");
  return table;
}

std::string description(const Otlp& otlp, std::string_view base) {
  const std::string document = fmt::format(
      R"({{"resourceSpans":[{{"resource":{{{}}},"scopeSpans":[{{"scope":{{{}}},"spans":[{}]{}}}]{}}}]}})",
      otlp.resource, otlp.scope, json_span("s", std::string(base) + otlp.span), otlp.beside, otlp.beside);
  const auto decoded = decode_all("otlp-json", document);
  REQUIRE(decoded.batch->spans.size() == 1);
  return describe(*decoded.batch);
}

std::string attributes(const std::string& list) { return R"("attributes":[)" + list + "]"; }

std::string any_value(const std::string& key, const std::string& value) {
  return fmt::format(R"({{"key":"{}","value":{{{}}}}})", key, value);
}

}  // namespace tracewh::decode::test
