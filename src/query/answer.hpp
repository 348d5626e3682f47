#pragma once

#include "model/row_stream.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <memory>

namespace tracewh::query {

/// The rows of a statement as they are found.
class Answer final : public model::RowStream {
 public:
  /// At most `limit` rows, all when it is negative. `reader`, whose statement it is, must outlive this.
  Answer(store::Reader& reader, store::Statement statement, std::int64_t limit,
         std::vector<std::string> gives_way = {});
  /// The same, of a reader that lives as long as this.
  Answer(std::unique_ptr<store::Reader> reader, store::Statement statement, std::int64_t limit,
         std::vector<std::string> gives_way = {});

  bool truncated() const override { return truncated_; }

 private:
  const model::Row* read() override;
  bool step();

  std::unique_ptr<store::Reader> own_reader_;
  store::Reader& reader_;
  store::Statement statement_;
  std::int64_t limit_;
  model::Row row_;
  store::StatementDeadline::Clock::time_point left_;  ///< when the last row was given
  bool truncated_ = false;
};

}  // namespace tracewh::query
