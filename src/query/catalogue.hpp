#pragma once

#include "base/embedded_file.hpp"
#include "query/definition.hpp"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace tracewh::query {

/// The canned queries that there are, by name.
class Catalogue {
 public:
  /// Takes the embedded files that lie directly in queries/, then the *.sql of each directory; a later
  /// query replaces an earlier one of the same name. Throws base::Error (usage) for a directory that cannot
  /// be read and for a bad header.
  Catalogue(std::span<const base::EmbeddedFile> embedded, std::span<const std::filesystem::path> directories);

  /// Throws base::Error (usage) when there is no query of that name.
  const QueryDefinition& get(std::string_view name) const;

  /// All queries, ordered by name.
  const std::map<std::string, QueryDefinition, std::less<>>& queries() const { return queries_; }

 private:
  void add(std::string_view text, const std::string& source);
  void add_directory(const std::filesystem::path& directory);

  std::map<std::string, QueryDefinition, std::less<>> queries_;
};

/// The directories that the environment names, the one that wins last: the user's configuration
/// ($XDG_CONFIG_HOME, else ~/.config, with tracewh/queries; when it exists), then TRACEWH_QUERIES.
std::vector<std::filesystem::path> default_directories();

}  // namespace tracewh::query
