#pragma once

#include "support/temporary_directory.hpp"

#include <string>
#include <vector>

namespace tracewh::property {

/// A database in a directory of its own, fed through the whole pipeline.
class Warehouse {
 public:
  /// Ingests each text as a file of its own, in this order.
  void ingest(const std::vector<std::string>& files);

  /// The rows that `sql` gives, values separated by `|`, rows by newlines.
  std::string ask(const std::string& sql) const;

  /// Everything that the views tell of spans and traces.
  std::string content() const;

 private:
  test::TemporaryDirectory directory_;
  int files_ = 0;
};

}  // namespace tracewh::property
