#include "query/catalogue.hpp"

#include "base/closest_word.hpp"
#include "base/error.hpp"
#include "query/header_parser.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

namespace tracewh::query {
namespace {

namespace fs = std::filesystem;
using base::Error, base::ErrorCode;

constexpr std::string_view kEmbeddedDirectory = "queries";

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) throw Error(ErrorCode::kUsage, fmt::format("cannot read {}", file.string()));
  return text;
}

/// The *.sql of a directory, ordered by name, so that the answer does not depend on the file system.
std::vector<fs::path> sql_files(const fs::path& directory) {
  std::error_code error;
  std::error_code ignored;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".sql" && !entry.is_directory(ignored)) files.push_back(entry.path());
  }
  if (error) {
    throw Error(ErrorCode::kUsage,
                fmt::format("cannot read the queries in {}: {}", directory.string(), error.message()));
  }
  std::ranges::sort(files);
  return files;
}

/// An environment variable; empty when it is not set.
std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

fs::path config_home() {
  if (const std::string xdg = environment("XDG_CONFIG_HOME"); !xdg.empty()) return xdg;
  const std::string home = environment("HOME");
  return home.empty() ? fs::path() : fs::path(home) / ".config";
}

}  // namespace

Catalogue::Catalogue(std::span<const base::EmbeddedFile> embedded, std::span<const fs::path> directories) {
  for (const base::EmbeddedFile& file : embedded) {
    if (fs::path(file.path).parent_path() != kEmbeddedDirectory) continue;
    add(parse_definition(file.text, std::string(file.path)));
  }
  for (const fs::path& directory : directories) add_directory(directory);
}

const QueryDefinition& Catalogue::get(std::string_view name) const {
  if (const auto broken = broken_.find(name); broken != broken_.end()) throw Error(broken->second);
  const auto found = queries_.find(name);
  if (found == queries_.end()) {
    throw Error(ErrorCode::kUsage, fmt::format("there is no query '{}'", name),
                base::did_you_mean(name, names(), "tracewh query list lists them"));
  }
  return found->second;
}

std::vector<std::string> Catalogue::names() const {
  std::vector<std::string> names;
  for (const auto& [name, query] : queries_) names.push_back(name);
  return names;
}

void Catalogue::add(QueryDefinition query) {
  const std::string name = query.name;
  broken_.erase(name);
  queries_.insert_or_assign(name, std::move(query));
}

void Catalogue::add_file(const fs::path& file) {
  std::string text;
  try {
    text = read_text(file);
    add(parse_definition(text, file.string()));
  } catch (const Error& error) {
    const std::string declared = declared_name(text);
    const std::string name = declared.empty() ? file.stem().string() : declared;
    queries_.erase(name);
    broken_.insert_or_assign(name, error);
  }
}

void Catalogue::add_directory(const fs::path& directory) {
  for (const fs::path& file : sql_files(directory)) add_file(file);
}

std::vector<fs::path> default_directories() {
  std::vector<fs::path> directories;
  const fs::path config = config_home() / "tracewh" / "queries";
  std::error_code ignored;  // a directory that cannot be seen is not there for us
  if (!config_home().empty() && fs::is_directory(config, ignored)) directories.push_back(config);
  if (const std::string named = environment("TRACEWH_QUERIES"); !named.empty())
    directories.emplace_back(named);
  return directories;
}

}  // namespace tracewh::query
