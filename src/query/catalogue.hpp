#pragma once

#include "base/embedded_file.hpp"
#include "base/error.hpp"
#include "query/definition.hpp"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::query {

/// The canned queries that there are, by name.
class Catalogue {
 public:
  /// Takes the embedded files that lie directly in queries/, then the *.sql of each directory; a later
  /// query replaces an earlier one of the same name. Throws base::Error (usage) for a directory that cannot
  /// be read; a file that cannot be used becomes a broken query.
  Catalogue(std::span<const base::EmbeddedFile> embedded, std::span<const std::filesystem::path> directories);

  /// Throws base::Error (usage) when there is no query of that name, or it is broken.
  const QueryDefinition& get(std::string_view name) const;

  /// Whether there is a query of that name, broken or not.
  bool contains(std::string_view name) const { return queries_.contains(name) || broken_.contains(name); }

  /// The names of all queries, in order.
  std::vector<std::string> names() const;

  /// All queries, ordered by name.
  const std::map<std::string, QueryDefinition, std::less<>>& queries() const { return queries_; }

  /// What is wrong with the files that cannot be used, by the names that their headers give, else by those of
  /// the files. One takes the place of an earlier query: to ask that one instead would be another answer.
  const std::map<std::string, base::Error, std::less<>>& broken() const { return broken_; }

 private:
  void add(QueryDefinition query);
  void add_file(const std::filesystem::path& file);
  void add_directory(const std::filesystem::path& directory);

  std::map<std::string, QueryDefinition, std::less<>> queries_;
  std::map<std::string, base::Error, std::less<>> broken_;
};

/// The directories that the environment names, the one that wins last: the user's configuration
/// ($XDG_CONFIG_HOME, else ~/.config, with tracewh/queries; when it exists), then TRACEWH_QUERIES.
std::vector<std::filesystem::path> default_directories();

}  // namespace tracewh::query
