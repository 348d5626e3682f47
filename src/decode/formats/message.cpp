#include "decode/formats/message.hpp"

#include "decode/normalize/issue_counter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace tracewh::decode {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool is_damage(const model::Issue& issue) {
  return issue.severity == model::Severity::kError && !rejects_single_spans(issue.code);
}

/// A list of spans in JSON that breaks off between two of them. A file may go on later; a message does not.
bool is_cut_list(const Format& format, std::string_view message) {
  const auto begin = message.find_first_not_of(kBlanks);
  return format.name.ends_with("-json") && begin != std::string_view::npos && message[begin] == '[' &&
         message[message.find_last_not_of(kBlanks)] != ']';
}

std::string find_damage(const std::vector<model::Issue>& issues) {
  for (const model::Issue& issue : issues) {
    if (is_damage(issue)) return fmt::format("{}: {}", issue.code, issue.message);
    // A file may hold other text between its records; a message may not.
    if (issue.code == "skipped_text") return "the message holds something else than spans";
  }
  return {};
}

/// Decodes a message a step at a time.
class MessageDecoder {
 public:
  MessageDecoder(const Format& format, std::string bytes, const Semantics& semantics,
                 const Redaction* redaction)
      : format_(format),
        size_(bytes.size()),
        bytes_(std::move(bytes)),
        builder_(semantics, decoded_.batch, redaction),
        splitter_(format.make_splitter()),
        decoder_(format.make_decoder()) {
    bytes_.append(kPaddingBytes, '\0');
  }

  bool at_end() const { return end_ == size_; }

  void step() {
    end_ = std::min(end_ + kStepBytes, size_);
    Split split;
    splitter_->split(message().substr(begin_, end_ - begin_), at_end(), split);
    for (model::Issue& issue : split.issues) {
      issue.offset += begin_;
      model::add_issue(decoded_.batch, issue);
    }
    for (const auto& [begin, end] : split.records) {
      decoder_->decode(message().substr(begin_ + begin, end - begin), begin_ + begin, builder_);
    }
    begin_ += split.consumed;
    decoded_.damage = find_damage(decoded_.batch.issues);
    if (at_end() && decoded_.damage.empty() && is_cut_list(format_, message())) {
      decoded_.damage = "the list of spans is cut off";
    }
  }

  DecodedMessage& decoded() { return decoded_; }

 private:
  // What becomes of a step is small beside what messages may take.
  static constexpr std::size_t kStepBytes = std::size_t{1} << 20;

  std::string_view message() const { return std::string_view(bytes_).substr(0, size_); }

  const Format& format_;
  const std::size_t size_;
  std::string bytes_;
  DecodedMessage decoded_;
  SpanBuilder builder_;
  std::unique_ptr<Splitter> splitter_;
  std::unique_ptr<Decoder> decoder_;
  std::size_t begin_ = 0;  ///< of what is not split yet
  std::size_t end_ = 0;    ///< of what was looked at
};

}  // namespace

DecodedMessage decode_message(const Format& format, std::string bytes, const Semantics& semantics,
                              const Redaction* redaction, const TakeMemory& take_memory) {
  MessageDecoder message(format, std::move(bytes), semantics, redaction);
  DecodedMessage& decoded = message.decoded();
  std::size_t taken = 0;
  do {
    message.step();
    const std::size_t needed = model::bytes_of(decoded.batch);
    decoded.too_large = needed > taken && !take_memory(needed - taken);
    taken = needed;
  } while (!message.at_end() && decoded.damage.empty() && !decoded.too_large);
  return std::move(decoded);
}

DecodedMessage decode_datagram(const Format& format, std::string bytes, const Semantics& semantics,
                               const Redaction* redaction) {
  MessageDecoder message(format, std::move(bytes), semantics, redaction);
  while (!message.at_end()) message.step();
  return std::move(message.decoded());
}

}  // namespace tracewh::decode
