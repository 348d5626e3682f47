#pragma once

#include "model/enums.hpp"
#include "model/facet.hpp"
#include "model/ids.hpp"
#include "model/span_times.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// A span as it is read: what trees, encoders and analyses see. All text belongs to the arena of its
/// model::Trace; what a span does not have is the empty text.
namespace tracewh::model {

/// One facet of a span: text, an integer or a real number, as info(facet).type says.
class SpanFacet {
 public:
  SpanFacet(Facet facet, std::string_view text)
      : facet_(facet), size_(static_cast<std::uint32_t>(text.size())), text_(text.data()) {}
  SpanFacet(Facet facet, std::int64_t integer) : facet_(facet), integer_(integer) {}
  SpanFacet(Facet facet, double real) : facet_(facet), real_(real) {}

  Facet facet() const { return facet_; }
  /// Only the one that the facet's type names may be asked for.
  std::string_view text() const { return {text_, size_}; }
  std::int64_t integer() const { return integer_; }
  double real() const { return real_; }

 private:
  Facet facet_;
  std::uint32_t size_ = 0;
  // A variant would double the size, of which there are several a span.
  union {
    const char* text_;
    std::int64_t integer_;
    double real_;
  };
};

/// What a span holds beside its fields and facets, in the form in which it is stored (model/batch.hpp).
struct SpanPayload {
  std::string_view trace_state;
  std::string_view attribute_keys;    ///< JSON array
  std::string_view attribute_values;  ///< JSON array, in the order of the keys
  std::string_view events;            ///< JSON array, or empty
  std::string_view links;             ///< JSON array, or empty
  std::uint32_t dropped_attributes = 0;
  std::uint32_t dropped_events = 0;
  std::uint32_t dropped_links = 0;
};

inline constexpr SpanPayload kNoPayload;

/// Times are nanoseconds since the Unix epoch.
struct Span {
  SpanId span_id;
  SpanId parent_span_id;  ///< invalid for a root
  std::string_view name;
  std::string_view status_message;
  std::string_view error_message;  ///< of the exception or error attribute, where the status has no message
  std::int64_t start_ns = 0;       ///< as it came, perhaps unknown or implausible
  std::optional<std::int64_t> end_ns;  ///< as it came, perhaps before the start; none while unfinished
  std::optional<std::uint32_t> flags;
  std::uint32_t resource = 0;  ///< position in Trace::resources
  std::uint32_t scope = 0;     ///< position in Trace::scopes
  std::int32_t kind = 0;
  Role role = Role::kOther;
  StatusCode status = StatusCode::kUnset;
  std::uint8_t evidence = 0;
  std::uint16_t anomalies = 0;
  std::span<const SpanFacet> facets;         ///< those that it has
  const SpanPayload* payload = &kNoPayload;  ///< never null; empty unless the trace was loaded with payloads

  /// See known_start() and duration_between().
  std::int64_t known_start_ns() const { return known_start(start_ns); }
  std::optional<std::int64_t> duration_ns() const { return duration_between(start_ns, end_ns); }

  /// The facet, or null.
  const SpanFacet* facet(Facet facet) const {
    const auto found = std::ranges::find(facets, facet, &SpanFacet::facet);
    return found == facets.end() ? nullptr : &*found;
  }

  /// A facet that is text; empty when the span does not have it.
  std::string_view facet_text(Facet which) const {
    const SpanFacet* found = facet(which);
    return found == nullptr ? std::string_view{} : found->text();
  }
};

/// Who a span belongs to: its worker, else its agent, else its orchestrator; may be empty.
std::string_view actor(const Span& span);

/// What the span's role acts on: task name or ID, worker capability, message type, model, tool, session; may
/// be empty.
std::string_view detail(const Span& span);

/// Why the span failed in words: the message of its status, else of its exception or error attribute.
std::string_view failure_message(const Span& span);

}  // namespace tracewh::model
