#pragma once

#include <string>
#include <string_view>

/// Bodies of requests that the tests of this room send.
namespace tracewh::net::test {

/// An OTLP JSON document with one span of that name, and more spans, such as `,{…}`.
std::string otlp_json(std::string_view name, std::string_view more = {});

/// A span without a usable trace ID, for `otlp_json`.
inline constexpr std::string_view kBadSpan = R"(,{"traceId":"00","spanId":"0102030405060708","name":"bad"})";

/// The bytes of a file of fixtures/.
std::string fixture(const std::string& path);

/// `text` as one member of gzip, or as a stream of zlib.
std::string gzip(std::string_view text);
std::string zlib(std::string_view text);
std::string zstd(std::string_view text);

}  // namespace tracewh::net::test
