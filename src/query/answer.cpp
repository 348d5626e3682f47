#include "query/answer.hpp"

#include "query/rows.hpp"

#include <utility>

namespace tracewh::query {

using Clock = store::StatementDeadline::Clock;

Answer::Answer(store::Reader& reader, store::Statement statement, std::int64_t limit,
               std::vector<std::string> gives_way, FindNotes find_notes)
    : RowStream(statement.columns(), std::move(gives_way)),
      reader_(reader),
      statement_(std::move(statement)),
      limit_(limit),
      find_notes_(std::move(find_notes)),
      left_(Clock::now()) {}

Answer::Answer(std::unique_ptr<store::Reader> reader, store::Statement statement, std::int64_t limit,
               std::vector<std::string> gives_way, FindNotes find_notes)
    : Answer(*reader, std::move(statement), limit, std::move(gives_way), std::move(find_notes)) {
  own_reader_ = std::move(reader);
}

const model::Row* Answer::read() {
  // Whoever reads rows slowly, such as a pager, takes none of the time that the query may take.
  reader_.extend(Clock::now() - left_);
  const bool found = step();
  left_ = Clock::now();
  return found ? &row_ : nullptr;
}

bool Answer::step() {
  if (!statement_.step()) return false;
  truncated_ = limit_ >= 0 && static_cast<std::int64_t>(given()) >= limit_;
  if (truncated_) return false;
  read_row(statement_, static_cast<int>(columns().size()), row_);
  return true;
}

std::vector<std::string> Answer::notes() const {
  if (!find_notes_) return {};
  reader_.extend(Clock::now() - left_);
  return find_notes_(reader_);
}

}  // namespace tracewh::query
