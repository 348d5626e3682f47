#include "model/row_stream.hpp"

namespace tracewh::model {

const Row* RowStream::next() {
  const bool ended = at_end();
  given_ += ended ? 0 : 1;
  return std::exchange(ahead_, nullptr);
}

bool RowStream::at_end() {
  if (ahead_ == nullptr && !ended_) {
    ahead_ = read();
    ended_ = ahead_ == nullptr;
  }
  return ended_;
}

std::size_t bytes_of(const Value& value) {
  std::size_t bytes = sizeof(value);
  if (const auto* text = std::get_if<std::string>(&value)) bytes += text->size();
  if (const auto* blob = std::get_if<Blob>(&value)) bytes += blob->bytes.size();
  return bytes;
}

RowSet take(RowStream& stream, const RowLimit& limit) {
  RowSet taken{stream.columns(), {}, false};
  std::size_t bytes = 0;
  while (taken.rows.size() < limit.rows && bytes < limit.bytes && !stream.at_end()) {
    const Row& row = taken.rows.emplace_back(*stream.next());
    for (const Value& value : row) bytes += bytes_of(value);
  }
  taken.truncated = !stream.at_end();
  return taken;
}

}  // namespace tracewh::model
