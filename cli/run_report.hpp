#pragma once

#include "cli/verb.hpp"
#include "query/catalogue.hpp"

#include <string>
#include <vector>

namespace tracewh::cli {

/// Where the aggregated traces of a run are written, and how.
class RunReports {
 public:
  /// Each of `wanted` is a format, for standard error, or a file whose name ends like a format. Without a
  /// format there is a table. Throws base::Error (usage) for anything else.
  explicit RunReports(const std::vector<std::string>& wanted);

  /// Writes all reports; to `io` not when only errors are wanted. Throws base::Error.
  void write(const query::Catalogue& catalogue, const std::string& run, const Globals& globals, Io& io) const;

 private:
  struct Report {
    std::string format;
    std::string file;  ///< empty: standard error
  };

  std::vector<Report> reports_;
};

}  // namespace tracewh::cli
