#include "decode/formats/zipkin_json.hpp"

#include "decode/formats/lookalikes.hpp"
#include "decode/formats/zipkin_json_reader.hpp"
#include "decode/formats/zipkin_mapping.hpp"
#include "decode/formats/zipkin_v1.hpp"
#include "decode/wire/json_documents.hpp"

namespace tracewh::decode {
namespace {

class ZipkinJsonDecoder final : public Decoder {
 public:
  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder.begin_record(offset);
    documents_.read(record, builder, [&](JsonCursor& cursor) { return read(cursor, builder); });
    builder.end_record();
  }

 private:
  bool read(JsonCursor& cursor, SpanBuilder& builder) {
    texts_.clear();
    ZipkinSpan span;
    if (!read_zipkin_span(cursor, texts_, builder.issues(), span)) return false;
    if (!is_zipkin_v1(span)) {
      mapping_.add(span, builder);
      return true;
    }
    for (const ZipkinSpan& side : convert_zipkin_v1(span)) mapping_.add(side, builder);
    return true;
  }

  JsonDocuments documents_;
  Scratch texts_;
  ZipkinMapping mapping_;
};

}  // namespace

bool is_zipkin_json(std::string_view head) {
  const auto has = [&](std::string_view name) { return head.find(name) != std::string_view::npos; };
  // Zipkin tells its own versions by these members; a span may do without all of them.
  if (!has("\"traceId\"") || !has("\"id\"") || is_langfuse(head)) return false;
  if (has("\"localEndpoint\"") || has("\"remoteEndpoint\"") || has("\"binaryAnnotations\"")) return true;
  return !has("\"spanId\"") && (has("\"tags\"") || has("\"annotations\""));
}

std::unique_ptr<Decoder> make_zipkin_json_decoder() { return std::make_unique<ZipkinJsonDecoder>(); }

}  // namespace tracewh::decode
