#include "decode/jaeger_input.hpp"

#include "base/base64.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace tracewh::decode::test {
namespace {

std::string json_tags(const std::vector<JaegerTag>& tags) {
  std::string json;
  for (const auto& [key, type, value] : tags) {
    std::string text = value;
    if (type == "binary") {
      text.clear();
      base::append_base64(text, value);
    }
    const bool quoted = type == "string" || type == "binary" || value == "NaN";
    json += fmt::format(R"({}{{"key":"{}","type":"{}","value":{}{}{}}})", json.empty() ? "" : ",", key, type,
                        quoted ? "\"" : "", text, quoted ? "\"" : "");
  }
  return json;
}

std::vector<ThriftBytes::Body> thrift_tags(const std::vector<JaegerTag>& tags) {
  std::vector<ThriftBytes::Body> bodies;
  for (const JaegerTag& tag : tags) {
    bodies.emplace_back([&tag](ThriftBytes& out) {
      const bool is_true = tag.value == "true";
      out.text(1, tag.key);
      // All value fields are filled in, as Node's encoder does.
      const auto all = [&](int type, std::string_view text, double real, std::int64_t integer) {
        out.i32(2, type);
        out.text(3, text);
        out.real(4, real);
        out.boolean(5, is_true);
        out.i64(6, integer);
        out.text(7, tag.value);
      };
      if (tag.type == "string") return all(0, tag.value, 7, 7);
      if (tag.type == "float64") return all(1, "x", std::stod(tag.value), 7);
      if (tag.type == "bool") return all(2, "x", 7, 7);
      if (tag.type == "int64") return all(3, "x", 7, std::stoll(tag.value));
      all(4, "x", 7, 7);
    });
  }
  return bodies;
}

std::int64_t signed_id(std::uint64_t id) { return std::bit_cast<std::int64_t>(id); }

void thrift_span(ThriftBytes& out, const JaegerInput& span) {
  out.i64(1, signed_id(span.trace_low));
  out.i64(2, signed_id(span.trace_high));
  out.i64(3, signed_id(span.span));
  out.i64(4, signed_id(span.parent));
  out.text(5, span.name);
  std::vector<ThriftBytes::Body> references;
  for (const JaegerRef& ref : span.references) {
    references.emplace_back([&ref](ThriftBytes& body) {
      body.i32(1, ref.follows_from ? 1 : 0);
      body.i64(2, signed_id(ref.trace_low));
      body.i64(3, signed_id(ref.trace_high));
      body.i64(4, signed_id(ref.span));
    });
  }
  out.structures(6, references);
  out.i32(7, 1);
  out.i64(8, span.start);
  out.i64(9, span.duration);
  out.structures(10, thrift_tags(span.tags));
  std::vector<ThriftBytes::Body> logs;
  for (const JaegerLog& log : span.logs) {
    logs.emplace_back([&log](ThriftBytes& body) {
      body.i64(1, log.time);
      body.structures(2, thrift_tags(log.fields));
    });
  }
  out.structures(11, logs);
}

}  // namespace

std::string jaeger_json(const JaegerInput& input) {
  std::string references;
  for (const JaegerRef& ref : input.references) {
    references += fmt::format(R"({}{{"refType":"{}","traceID":"{:016x}{:016x}","spanID":"{:016x}"}})",
                              references.empty() ? "" : ",", ref.follows_from ? "FOLLOWS_FROM" : "CHILD_OF",
                              ref.trace_high, ref.trace_low, ref.span);
  }
  std::string logs;
  for (const auto& [time, fields] : input.logs) {
    logs += fmt::format(R"({}{{"timestamp":{},"fields":[{}]}})", logs.empty() ? "" : ",", time,
                        json_tags(fields));
  }
  const std::string trace = fmt::format("{:016x}{:016x}", input.trace_high, input.trace_low);
  return fmt::format(
      R"({{"traceID":"{}","spans":[{{"traceID":"{}","spanID":"{:016x}","flags":1,"operationName":"{}",)"
      R"("references":[{}],"startTime":{},"duration":{},"tags":[{}],"logs":[{}],"processID":"p1",)"
      R"("warnings":null}}],"processes":{{"p1":{{"serviceName":"{}","tags":[{}]}}}},"warnings":null}})",
      trace, trace, input.span, input.name, references, input.start, input.duration, json_tags(input.tags),
      logs, input.service, json_tags(input.process_tags));
}

void ThriftBytes::integer(std::int64_t value, int size) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) bytes_ += static_cast<char>(value >> shift & 0xFF);
}

void ThriftBytes::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
  bytes_ += static_cast<char>(value);
}

void ThriftBytes::header(int id, int binary_type, int compact_type) {
  if (!is_compact()) {
    bytes_ += static_cast<char>(binary_type);
    integer(id, 2);
  } else {
    // Both forms of the header: the short one only for odd fields.
    const int delta = id - previous_;
    if (id % 2 != 0 && delta > 0 && delta <= 15) {
      bytes_ += static_cast<char>(delta << 4 | compact_type);
    } else {
      bytes_ += static_cast<char>(compact_type);
      varint(static_cast<std::uint64_t>(id) << 1);
    }
  }
  previous_ = id;
}

void ThriftBytes::length(std::size_t value) {
  if (is_compact()) {
    varint(value);
  } else {
    integer(static_cast<std::int64_t>(value), 4);
  }
}

void ThriftBytes::text(int id, std::string_view value) {
  header(id, 11, 8);
  length(value.size());
  bytes_ += value;
}

void ThriftBytes::i32(int id, std::int32_t value) {
  header(id, 8, 5);
  if (!is_compact()) return integer(value, 4);
  varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(std::int64_t{value} >> 63));
}

void ThriftBytes::i64(int id, std::int64_t value) {
  header(id, 10, 6);
  if (!is_compact()) return integer(value, 8);
  varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}

void ThriftBytes::real(int id, double value) {
  header(id, 4, 7);
  integer(std::bit_cast<std::int64_t>(value), 8);
  if (is_compact()) std::reverse(bytes_.end() - 8, bytes_.end());
}

void ThriftBytes::boolean(int id, bool value) {
  header(id, 2, value ? 1 : 2);
  if (!is_compact()) bytes_ += value ? '\1' : '\0';
}

void ThriftBytes::contents(const Body& body) {
  const int outer = previous_;
  previous_ = 0;
  body(*this);
  bytes_ += '\0';
  previous_ = outer;
}

void ThriftBytes::structure(int id, const Body& body) {
  header(id, 12, 12);
  contents(body);
}

void ThriftBytes::structures(int id, const std::vector<Body>& bodies) {
  header(id, 15, 9);
  if (!is_compact()) {
    bytes_ += '\x0C';
    length(bodies.size());
  } else if (bodies.size() < 15) {
    bytes_ += static_cast<char>(bodies.size() << 4 | 12);
  } else {
    bytes_ += '\xFC';
    length(bodies.size());
  }
  for (const Body& body : bodies) contents(body);
}

std::string ThriftBytes::whole(const Body& body) {
  contents(body);
  return bytes_;
}

ThriftBytes::Body jaeger_batch(const std::vector<JaegerInput>& spans) {
  return [&spans](ThriftBytes& out) {
    out.structure(1, [&](ThriftBytes& process) {
      process.text(1, spans.front().service);
      process.structures(2, thrift_tags(spans.front().process_tags));
    });
    std::vector<ThriftBytes::Body> bodies;
    for (const JaegerInput& span : spans) {
      bodies.emplace_back([&span](ThriftBytes& body) { thrift_span(body, span); });
    }
    out.structures(2, bodies);
  };
}

std::string jaeger_thrift(const std::vector<JaegerInput>& spans, ThriftWire wire) {
  return ThriftBytes(wire).whole(jaeger_batch(spans));
}

std::string jaeger_datagram(const std::vector<JaegerInput>& spans, ThriftWire wire) {
  using namespace std::string_literals;
  // Version and type, name, sequence number 5, each protocol in its order.
  const std::string name = "emitBatch";
  const std::string header = wire == ThriftWire::kBinary ? "\x80\x01\0\x04\0\0\0\x09"s + name + "\0\0\0\x05"s
                             : wire == ThriftWire::kOldBinary ? "\0\0\0\x09"s + name + "\x04\0\0\0\x05"s
                                                              : "\x82\x81\x05\x09"s + name;
  return header + ThriftBytes(wire).whole(
                      [&](ThriftBytes& arguments) { arguments.structure(1, jaeger_batch(spans)); });
}

}  // namespace tracewh::decode::test
