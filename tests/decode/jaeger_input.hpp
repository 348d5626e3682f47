#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Jaeger's model, and what its encodings make of it: written for tests, apart from the code under test.
namespace tracewh::decode::test {

struct JaegerTag {
  std::string key;
  std::string type;   ///< string, bool, int64, float64 or binary
  std::string value;  ///< as text; of binary the bytes
};

struct JaegerRef {
  bool follows_from = false;
  std::uint64_t trace_high = 0;
  std::uint64_t trace_low = 0;
  std::uint64_t span = 0;
};

struct JaegerLog {
  std::int64_t time = 0;
  std::vector<JaegerTag> fields;
};

/// One span of a trace and process of its own; the defaults agree with json_span() and flags 1.
struct JaegerInput {
  std::uint64_t trace_high = 0x0102030405060708;
  std::uint64_t trace_low = 0x090a0b0c0d0e0f10;
  std::uint64_t span = 0xa1;
  std::uint64_t parent = 0;  ///< beside the references, which Thrift has and JSON once had
  std::string name = "s";
  std::int64_t start = 1766000000010000;
  std::int64_t duration = 1000;
  std::vector<JaegerTag> tags{};
  std::vector<JaegerRef> references{};
  std::vector<JaegerLog> logs{};
  std::string service{};
  std::vector<JaegerTag> process_tags{};
};

/// `{"traceID":…,"spans":[…],"processes":{…}}` on one line.
std::string jaeger_json(const JaegerInput& input);

enum class ThriftWire { kBinary, kOldBinary, kCompact };

/// Writes the fields of a struct in one of Thrift's protocols.
class ThriftBytes {
 public:
  using Body = std::function<void(ThriftBytes&)>;

  explicit ThriftBytes(ThriftWire wire) : wire_(wire) {}

  void text(int id, std::string_view value);
  void i32(int id, std::int32_t value);
  void i64(int id, std::int64_t value);
  void real(int id, double value);
  void boolean(int id, bool value);
  void structure(int id, const Body& body);
  void structures(int id, const std::vector<Body>& bodies);

  /// A struct that is no field: its fields, and where they stop.
  std::string whole(const Body& body);

  std::string& bytes() { return bytes_; }

 private:
  bool is_compact() const { return wire_ == ThriftWire::kCompact; }
  void header(int id, int binary_type, int compact_type);
  void integer(std::int64_t value, int size);
  void varint(std::uint64_t value);
  void length(std::size_t value);
  void contents(const Body& body);

  ThriftWire wire_;
  std::string bytes_;
  int previous_ = 0;
};

/// The struct Batch of one process and these spans; the process is that of the first.
ThriftBytes::Body jaeger_batch(const std::vector<JaegerInput>& spans);

/// A batch as the body of an HTTP request, and as a call of emitBatch.
std::string jaeger_thrift(const std::vector<JaegerInput>& spans, ThriftWire wire = ThriftWire::kBinary);
std::string jaeger_datagram(const std::vector<JaegerInput>& spans, ThriftWire wire);

}  // namespace tracewh::decode::test
