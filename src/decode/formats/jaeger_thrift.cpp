#include "decode/formats/jaeger_thrift.hpp"

#include "decode/formats/jaeger_thrift_span.hpp"
#include "decode/formats/jaeger_thrift_splitter.hpp"

#include <fmt/format.h>

namespace tracewh::decode {
namespace {

class JaegerThriftDecoder final : public Decoder {
 public:
  void decode(std::string_view record, std::uint64_t offset, SpanBuilder& builder) override {
    builder.begin_record(offset);
    const JaegerThriftHeader header = read_jaeger_thrift_header(record);
    if (header.found()) {
      ThriftReader reader(header.protocol, record.substr(header.size));
      read_struct(header, reader, builder);
      report(header, reader, builder);
    } else if (header.kind == JaegerThriftHeader::Kind::kUndecided) {
      builder.report("truncated_record", "a batch is cut off");
    } else {
      builder.report("bad_thrift", "not a batch of Jaeger");
    }
    builder.end_record();
  }

 private:
  static void read_struct(const JaegerThriftHeader& header, ThriftReader& reader, SpanBuilder& builder) {
    if (header.kind == JaegerThriftHeader::Kind::kBatch) return read_jaeger_batch(reader, builder);
    reader.each_field([&](const ThriftField& field) {
      if (field.id == 1 && field.type == ThriftType::kStruct) {
        read_jaeger_batch(reader, builder);
      } else {
        reader.skip(field);
      }
    });
  }

  static void report(const JaegerThriftHeader& header, const ThriftReader& reader, SpanBuilder& builder) {
    if (reader.state() == ThriftReader::State::kEnded) {
      builder.report("truncated_record", "a batch is cut off");
    } else if (!reader.good()) {
      const std::size_t place = header.size + reader.position();
      builder.report("bad_thrift", fmt::format("at byte {}: not a valid batch from here on", place));
    }
  }
};

}  // namespace

bool is_jaeger_thrift(std::string_view head) {
  const JaegerThriftHeader header = read_jaeger_thrift_header(head);
  if (!header.found()) return false;
  ThriftReader reader(header.protocol, head.substr(header.size));
  return ThriftWalker(ThriftType::kStruct).walk(reader) != ThriftWalker::Progress::kDamaged;
}

std::unique_ptr<Decoder> make_jaeger_thrift_decoder() { return std::make_unique<JaegerThriftDecoder>(); }

}  // namespace tracewh::decode
