#pragma once

#include "decode/normalize/span_builder.hpp"
#include "decode/wire/decoder.hpp"
#include "decode/wire/json_cursor.hpp"
#include "decode/wire/splitter.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tracewh::decode {

/// Reads the JSON documents of records and saves what it can of broken ones. What every JSON decoder shares.
class JsonDocuments {
 public:
  /// Reads a document, on which the cursor stands, as far as it goes; false when it is broken.
  using Walk = std::function<bool(JsonCursor&)>;

  /// Walks each document of `record` and reports what is wrong with them. Bytes that are no UTF-8 and control
  /// characters in strings are repaired first; of a document that is cut off, what is complete is read.
  /// kPaddingBytes readable bytes follow `record`.
  void read(std::string_view record, SpanBuilder& builder, const Walk& walk);

 private:
  bool walk_one(std::string_view document, SpanBuilder& builder, const Walk& walk);
  std::string_view read_first(std::string_view record, SpanBuilder& builder, const Walk& walk);
  void read_rest(std::string_view rest, SpanBuilder& builder, const Walk& walk);
  void report_broken(std::string_view document, SpanBuilder& builder);

  JsonCursor cursor_;
  std::string repaired_;
};

/// Decodes records that are documents of one span each. A SpanReader is made of a cursor on the document and
/// the builder; its read() is what JsonDocuments::read() asks for.
template <typename SpanReader>
class SpanDocumentDecoder final : public Decoder {
 public:
  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder.begin_record(offset);
    documents_.read(record, builder, [&](JsonCursor& cursor) { return SpanReader(cursor, builder).read(); });
    builder.end_record();
  }

 private:
  JsonDocuments documents_;
};

}  // namespace tracewh::decode
