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

/// Open connections of one port; each may hold a body.
inline constexpr std::size_t kConnections = 256;

/// A list of header fields in HTTP/2, counted as RFC 9113, section 6.5.2 does: room for a long token.
inline constexpr std::size_t kHeaderListBytes = std::size_t{16} << 10;

/// Requests at a time on one connection of HTTP/2. Exporters use one, sometimes thirty.
inline constexpr std::uint32_t kStreamsPerConnection = 100;

/// What may be on its way on one stream and on one connection: above what a fast network holds in transit.
inline constexpr std::int32_t kStreamWindowBytes = 1 << 20;
inline constexpr std::int32_t kConnectionWindowBytes = 4 << 20;

/// Bodies without an answer that one connection may hold before all but its oldest have to pause.
inline constexpr std::size_t kHeldBytes = std::size_t{32} << 20;

/// Requests that a client may abandon, beyond those that it lets be answered, before it counts as hostile
/// (CVE-2023-44487): all of a full connection, twice.
inline constexpr std::uint32_t kAbandonedStreams = 2 * kStreamsPerConnection;

/// Replies to pings and settings that may wait to be sent; who asks for more does not read them.
inline constexpr std::size_t kUnsentReplies = 100;

/// Subscribers to the stream of traces; they must not take all connections from the senders of spans.
inline constexpr std::size_t kStreamSubscribers = 32;

/// Events that a subscriber who comes back can still get: a few thousand traces.
inline constexpr std::size_t kEventHistoryBytes = std::size_t{1} << 20;

/// Events that wait for a slow subscriber; the history and as much again.
inline constexpr std::size_t kUntakenEventBytes = 2 * kEventHistoryBytes;

/// Questions by HTTP that are answered at a time, beside which receiving must go on, and that may be at work
/// or wait: as many as can be answered in time when each takes a second.
inline constexpr std::size_t kReaderThreads = 2;
inline constexpr std::size_t kQuestions = 20;

/// An answer by HTTP, which is in memory as a whole.
inline constexpr std::int64_t kRowsPerAnswer = 10'000;
inline constexpr std::size_t kAnswerBytes = std::size_t{64} << 20;

/// One row of any answer: more than the largest span has, and little enough to be written in several forms.
inline constexpr std::size_t kRowBytes = std::size_t{64} << 20;

}  // namespace tracewh::base::limits
