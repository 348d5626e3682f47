#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace tracewh::model {

/// A position in Batch::strings.
struct StringRef {
  std::uint32_t index = 0;

  auto operator<=>(const StringRef&) const = default;
};

/// The properties of a span that canned queries filter, sort and group on.
enum class Facet : std::uint8_t {
  kTaskId,
  kTaskName,
  kTaskType,
  kTaskPriority,
  kWorkerId,
  kWorkerCapability,
  kOrchestratorId,
  kMessageId,
  kMessageType,
  kAgent,
  kModel,
  kProvider,
  kTool,
  kInputTokens,
  kOutputTokens,
  kCost,
  kSessionId,
};

/// How a facet is stored: text that repeats goes through the dictionary, the rest as it is.
enum class FacetType : std::uint8_t { kDictionary, kText, kInteger, kReal };

struct FacetInfo {
  std::string_view name;
  FacetType type;
  bool shared = false;  ///< many spans have the same value: stored in `span_template` instead of `span`
};

inline constexpr std::array<FacetInfo, 17> kFacets{{
    {"task_id", FacetType::kText},
    {"task_name", FacetType::kText},
    {"task_type", FacetType::kDictionary},
    {"task_priority", FacetType::kInteger},
    {"worker_id", FacetType::kDictionary},
    {"worker_capability", FacetType::kDictionary, true},
    {"orchestrator_id", FacetType::kDictionary, true},
    {"message_id", FacetType::kText},
    {"message_type", FacetType::kDictionary, true},
    {"agent", FacetType::kDictionary, true},
    {"model", FacetType::kDictionary, true},
    {"provider", FacetType::kDictionary, true},
    {"tool", FacetType::kDictionary, true},
    {"input_tokens", FacetType::kInteger},
    {"output_tokens", FacetType::kInteger},
    {"cost", FacetType::kReal},
    {"session_id", FacetType::kDictionary},
}};

constexpr const FacetInfo& info(Facet facet) { return kFacets[static_cast<std::size_t>(facet)]; }
std::optional<Facet> facet_from_name(std::string_view name);

/// One facet of one span. The alternative that is set is the one that info(facet).type names.
struct FacetValue {
  Facet facet;
  std::variant<StringRef, std::string_view, std::int64_t, double> value;
};

}  // namespace tracewh::model
