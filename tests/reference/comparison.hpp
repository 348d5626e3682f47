#pragma once

#include "property/ingested_database.hpp"
#include "query/catalogue.hpp"
#include "reference/answer.hpp"
#include "reference/archive.hpp"
#include "reference/argument_maker.hpp"
#include "store/read/reader.hpp"
#include "store/read/selection.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::reference {

/// The queries that are compiled into the program.
const query::Catalogue& catalogue();

/// Files that are ingested together, for a run or for none.
struct Ingest {
  std::vector<std::string> files;
  std::optional<std::string> run{};
  std::vector<std::string> indexed{};  ///< keys of attributes to index afterwards
};

/// The same ingests in a database and in the reference. Checks that both answer alike.
class Comparison {
 public:
  explicit Comparison(const std::vector<Ingest>& ingests);

  /// Removes the traces that started before `start_ns` and did not fail from both. Checks that they are as
  /// many.
  void prune(std::int64_t start_ns);

  /// When half of the traces had started.
  std::int64_t median_start() const;

  /// Asks everything once without arguments that may be left out, and then with many that are made from
  /// `seed`.
  void ask_everything(std::uint64_t seed);

  /// Asks every query that takes attributes about these.
  void ask_about(const std::vector<model::AttributeCondition>& attributes);

  /// All spans and traces as the database tells them.
  std::vector<Row> content();
  /// The spans of which a digest chose the version.
  std::size_t choices() const { return choices_; }
  /// Rows that were compared, by query.
  const std::map<std::string, std::size_t>& rows() const { return rows_; }

 private:
  void ask(const query::QueryDefinition& query, const Arguments& arguments,
           const std::vector<model::AttributeCondition>& attributes);
  std::vector<Row> all_rows(const std::string& name);
  void open_reader();
  void index(const std::vector<std::string>& keys);
  void settle();

  property::IngestedDatabase ingested_;
  Archive archive_;
  std::optional<store::Reader> reader_;
  std::size_t choices_ = 0;
  std::map<std::string, std::size_t> rows_;
};

}  // namespace tracewh::reference
