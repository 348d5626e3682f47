#pragma once

#include "model/row_stream.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tracewh::query {

/// Finds the notes on an answer when they are asked for, see RowStream::notes().
using FindNotes = std::function<std::vector<std::string>(store::Reader&)>;

/// The rows of a statement as they are found.
class Answer final : public model::RowStream {
 public:
  /// At most `limit` rows, all when it is negative. `reader`, whose statement it is, must outlive this.
  Answer(store::Reader& reader, store::Statement statement, std::int64_t limit,
         std::vector<std::string> gives_way = {}, FindNotes find_notes = {});
  /// The same, of a reader that lives as long as this.
  Answer(std::unique_ptr<store::Reader> reader, store::Statement statement, std::int64_t limit,
         std::vector<std::string> gives_way = {}, FindNotes find_notes = {});

  bool truncated() const override { return truncated_; }
  std::vector<std::string> notes() const override;

 private:
  const model::Row* read() override;
  bool step();

  std::unique_ptr<store::Reader> own_reader_;
  store::Reader& reader_;
  store::Statement statement_;
  std::int64_t limit_;
  FindNotes find_notes_;
  model::Row row_;
  store::StatementDeadline::Clock::time_point left_;  ///< when the last row was given
  bool truncated_ = false;
};

}  // namespace tracewh::query
