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

}  // namespace tracewh::base::limits
