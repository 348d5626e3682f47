#include "decode/wire/json_documents.hpp"

#include "decode/wire/json_repair.hpp"
#include "decode/wire/json_splitter.hpp"

#include <fmt/format.h>

namespace tracewh::decode {
namespace {

void report_truncated(SpanBuilder& builder) { builder.report("truncated_record", "the record is cut off"); }

/// Whether the parser found this before anything was read, so that the rest may still be good.
bool is_repairable(simdjson::error_code error) {
  return error == simdjson::UTF8_ERROR || error == simdjson::UNCLOSED_STRING ||
         error == simdjson::UNESCAPED_CHARS || error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT;
}

}  // namespace

void JsonDocuments::read(std::string_view record, SpanBuilder& builder, const Walk& walk) {
  if (const std::string_view rest = read_first(record, builder, walk); !rest.empty()) {
    read_rest(rest, builder, walk);
  }
}

bool JsonDocuments::walk_one(std::string_view document, SpanBuilder& builder, const Walk& walk) {
  return cursor_.open(document, builder.issues()) && walk(cursor_);
}

/// Reads the record's first document, and returns what follows it.
std::string_view JsonDocuments::read_first(std::string_view record, SpanBuilder& builder, const Walk& walk) {
  builder.begin_document();
  if (walk_one(record, builder, walk)) return record.substr(cursor_.location());
  if (!is_repairable(cursor_.error())) {
    report_broken(record, builder);
    return {};
  }
  const JsonRepairs repairs = repair_json(record, repaired_);
  if (repairs.invalid_utf8) builder.issues().note(IssueKind::kInvalidUtf8);
  const bool whole = walk_one(repaired_, builder, walk);
  if (repairs.unfinished) {
    report_truncated(builder);
  } else if (!whole) {
    report_broken(repaired_, builder);
  }
  return {};
}

/// Reads documents that follow on the same line.
void JsonDocuments::read_rest(std::string_view rest, SpanBuilder& builder, const Walk& walk) {
  Split split;
  JsonSplitter splitter({});
  splitter.split(rest, true, split);
  for (const auto& [begin, end] : split.records) read_first(rest.substr(begin, end - begin), builder, walk);
  builder.begin_document();
  for (const model::Issue& issue : split.issues) builder.report(issue.code, issue.message);
}

void JsonDocuments::report_broken(std::string_view document, SpanBuilder& builder) {
  const std::size_t place = cursor_.location();
  if (place >= document.size()) return report_truncated(builder);
  builder.report("bad_json", fmt::format("at byte {}: {}", place, simdjson::error_message(cursor_.error())));
}

}  // namespace tracewh::decode
