#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The enumerations that are stored. Their numbers are part of the file format and never change.
namespace tracewh::model {

/// What a span is in a multi-agent system.
enum class Role : std::uint8_t {
  kOther = 0,
  kTask = 1,
  kWorker = 2,
  kMessage = 3,
  kAgent = 4,
  kLlm = 5,
  kTool = 6,
  kStorage = 7,
  kMemory = 8,
  kSession = 9,
};

inline constexpr std::array<std::string_view, 10> kRoleNames{
    "other", "task", "worker", "message", "agent", "llm", "tool", "storage", "memory", "session"};

std::string_view to_string(Role role);
std::optional<Role> role_from_name(std::string_view name);

/// The name of one of OpenTelemetry's SpanKinds, `internal`; empty for numbers that have none.
std::string_view span_kind_name(std::int32_t kind);

/// The same for people and scripts, as the view `spans` has it: a number without a name stays one.
std::string span_kind_text(std::int32_t kind);

/// Whether a span of that SpanKind is the called side of a call: SERVER or CONSUMER.
constexpr bool is_called(std::int32_t kind) { return kind == 2 || kind == 5; }

/// OpenTelemetry's StatusCode.
enum class StatusCode : std::uint8_t { kUnset = 0, kOk = 1, kError = 2 };

std::string_view to_string(StatusCode code);

/// Why a span counts as failed. A set of bits.
namespace evidence {
inline constexpr std::uint8_t kStatus = 1;          ///< status code ERROR
inline constexpr std::uint8_t kException = 2;       ///< an `exception` event
inline constexpr std::uint8_t kErrorAttribute = 4;  ///< error.type, error.message, error=true
inline constexpr std::uint8_t kErrorReply = 8;      ///< an error message below the span
}  // namespace evidence

/// What is odd about a span, kept so that nobody takes the repaired value for the original. A set of bits.
namespace anomaly {
inline constexpr std::uint16_t kEndBeforeStart = 1;    ///< duration is stored as 0, the end as it came
inline constexpr std::uint16_t kTruncated = 2;         ///< a limit cut names, values, events or links
inline constexpr std::uint16_t kInvalidUtf8 = 4;       ///< replaced by U+FFFD
inline constexpr std::uint16_t kDuplicateKeys = 8;     ///< the last value of a repeated attribute key is kept
inline constexpr std::uint16_t kSelfParent = 16;       ///< named itself as parent; stored as a root
inline constexpr std::uint16_t kInvalidValue = 32;     ///< a value could not be read and was dropped
inline constexpr std::uint16_t kImplausibleTime = 64;  ///< zero, or far from this century: a unit mistake?
inline constexpr std::uint16_t kSynthesisedId =
    128;                                       ///< the input gave none of its own; derived from the rest
inline constexpr std::uint16_t kCutOff = 256;  ///< its record broke off, perhaps before what it refers to
}  // namespace anomaly

}  // namespace tracewh::model
