#include "ingest/block_reader.hpp"

#include "decode/formats/unsupported_formats.hpp"
#include "ingest/database_input.hpp"

#include <algorithm>
#include <utility>

namespace tracewh::ingest {
namespace {

// Enough for any format to show itself.
constexpr std::size_t kHeadBytes = std::size_t{64} << 10;

}  // namespace

BlockReader::BlockReader(Source& source, const decode::Format* forced) : source_(source) {
  fill();
  if (failure_ && buffer_.empty()) throw base::Error(*failure_);
  const std::string_view head = std::string_view(buffer_).substr(0, kHeadBytes);
  format_ = forced != nullptr ? forced : decode::sniff(head);
  if (format_ == nullptr) {
    unsupported_reason_ = decode::unsupported_reason(head);
    holds_database_ = is_database(head);
    done_ = true;
    return;
  }
  splitter_ = format_->make_splitter();
}

store::Reading BlockReader::resume(const store::Readings& readings) {
  store::Reading furthest;
  for (auto offset = readings.next_offset(0); offset; offset = readings.next_offset(*offset + 1)) {
    skip(*offset - buffer_offset_);
    if (buffer_offset_ != *offset) break;
    const auto same = readings.find(*offset, digest_.value());
    if (!same) continue;
    passed_over_.push_back(*same);
    furthest = *same;
  }
  if (buffer_offset_ != furthest.offset) {
    // What another reading had read beyond is not in the file any more.
    rewind();
    skip(furthest.offset);
  }
  return furthest;
}

void BlockReader::rewind() {
  source_.rewind();
  source_ended_ = false;
  failure_.reset();
  digest_ = {};
  buffer_.clear();
  buffer_offset_ = 0;
  fill();
}

bool BlockReader::fill() {
  if (source_ended_) return false;
  const std::size_t before = buffer_.size();
  try {
    source_ended_ = !source_.read(buffer_);
  } catch (const base::Error& error) {
    if (error.code() == base::ErrorCode::kInterrupted) throw;
    failure_ = error;
    source_ended_ = true;
  }
  return buffer_.size() > before;
}

void BlockReader::skip(std::uint64_t bytes) {
  while (bytes > 0 && (!buffer_.empty() || fill())) {
    const std::size_t now = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, buffer_.size()));
    digest_.update(std::string_view(buffer_).substr(0, now));
    buffer_.erase(0, now);
    buffer_offset_ += now;
    bytes -= now;
  }
}

store::Reading BlockReader::pass_over_rest() {
  while (!buffer_.empty() || fill()) skip(buffer_.size());
  if (failure_) throw base::Error(*failure_);
  return {buffer_offset_, digest_.value(), true};
}

std::optional<Block> BlockReader::next() {
  while (!done_) {
    decode::Split split;
    const bool at_end = source_ended_ && !growing_ && !failure_;
    splitter_->split(buffer_, at_end, split);
    done_ = at_end;
    if (done_ || !split.records.empty() || !split.issues.empty()) return cut(std::move(split));
    skip(split.consumed);
    if (fill()) continue;
    if (failure_) throw base::Error(*failure_);
    if (growing_) {
      source_ended_ = false;
      buffer_.shrink_to_fit();
      return std::nullopt;
    }
  }
  return std::nullopt;
}

Block BlockReader::rest() const {
  decode::Split split;
  format_->make_splitter()->split(buffer_, true, split);
  Block block;
  block.offset = buffer_offset_;
  block.bytes_read = source_.bytes_read();
  block.records = std::move(split.records);
  block.issues = std::move(split.issues);
  block.bytes = buffer_;
  block.bytes.resize(block.bytes.size() + decode::kPaddingBytes);
  return block;
}

store::Reading BlockReader::accept_rest() {
  digest_.update(buffer_);
  buffer_offset_ += buffer_.size();
  buffer_.clear();
  splitter_ = format_->make_splitter();
  return {buffer_offset_, digest_.value(), false};
}

Block BlockReader::cut(decode::Split&& split) {
  Block block;
  block.offset = buffer_offset_;
  digest_.update(std::string_view(buffer_).substr(0, split.consumed));
  buffer_offset_ += split.consumed;
  block.end_offset = buffer_offset_;
  block.digest = digest_.value();
  block.bytes_read = source_.bytes_read();
  block.last = done_;
  block.records = std::move(split.records);
  block.issues = std::move(split.issues);
  for (model::Issue& issue : block.issues) issue.offset += block.offset;
  std::string rest = buffer_.substr(split.consumed);
  block.bytes = std::exchange(buffer_, std::move(rest));
  block.bytes.resize(block.bytes.size() + decode::kPaddingBytes);
  fill();
  return block;
}

}  // namespace tracewh::ingest
