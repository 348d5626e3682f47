#include "decode/formats/message.hpp"

#include "decode/normalize/issue_counter.hpp"

#include <fmt/format.h>

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

}  // namespace

DecodedMessage decode_message(const Format& format, std::string bytes, const Semantics& semantics,
                              const Redaction* redaction) {
  const std::size_t size = bytes.size();
  bytes.append(kPaddingBytes, '\0');
  const std::string_view message = std::string_view(bytes).substr(0, size);
  Split split;
  format.make_splitter()->split(message, true, split);
  DecodedMessage decoded;
  decoded.batch.issues = std::move(split.issues);
  SpanBuilder builder(semantics, decoded.batch, redaction);
  const auto decoder = format.make_decoder();
  for (const auto& [begin, end] : split.records) {
    decoder->decode(message.substr(begin, end - begin), begin, builder);
  }
  decoded.damage = find_damage(decoded.batch.issues);
  if (decoded.damage.empty() && is_cut_list(format, message)) decoded.damage = "the list of spans is cut off";
  return decoded;
}

}  // namespace tracewh::decode
