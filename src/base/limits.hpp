#pragma once

#include <cstddef>
#include <cstdint>

/// Every limit on input, each with its reason.
namespace tracewh::base::limits {

/// A record must fit in memory beside its decoded form.
inline constexpr std::size_t kRecordBytes = std::size_t{256} << 20;

/// Deeper values are dropped; nothing real nests so deep, and decoding recurses.
inline constexpr int kValueDepth = 64;

/// What one span may keep, so that one hostile span cannot fill the database. Twice what SDKs allow.
inline constexpr std::size_t kAttributesPerSpan = 256;
inline constexpr std::size_t kEventsPerSpan = 256;
inline constexpr std::size_t kLinksPerSpan = 128;
inline constexpr std::size_t kKeyBytes = 256;
inline constexpr std::size_t kNameBytes = std::size_t{4} << 10;
inline constexpr std::size_t kValueBytes = std::size_t{64} << 10;

/// Issues kept in full for one file; more are only counted.
inline constexpr std::size_t kIssuesPerFile = 10'000;

/// The body of a request: what OpenTelemetry's specification recommends, and as much compressed as real
/// exporters' compression makes of that. Anything larger is a mistake or a bomb.
inline constexpr std::size_t kBodyBytes = std::size_t{64} << 20;
inline constexpr std::size_t kCompressedBodyBytes = std::size_t{16} << 20;

/// Bodies that are being read or decoded, over all connections, so that slow senders cannot fill the memory.
inline constexpr std::size_t kBodyBytesInFlight = std::size_t{256} << 20;

/// The head of a request; exporters send a few hundred bytes.
inline constexpr std::size_t kHeaderBytes = std::size_t{8} << 10;

/// A slower sender holds memory and a connection for nothing.
inline constexpr std::size_t kBodyBytesPerSecond = std::size_t{1} << 10;

/// Open connections over all listeners; each may hold a body.
inline constexpr std::size_t kConnections = 256;

}  // namespace tracewh::base::limits
