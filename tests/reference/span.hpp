#pragma once

#include "model/enums.hpp"
#include "model/facet.hpp"
#include "model/ids.hpp"
#include "model/row_set.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

/// A deliberately simple answer to every canned query, from decoded spans in memory, for the answers of the
/// database to be compared with. Nothing here knows the database or its SQL.
namespace tracewh::reference {

/// One version of a span, as decoded: what canned queries look at. Times are nanoseconds since the Unix
/// epoch.
struct Span {
  model::TraceId trace_id;
  model::SpanId span_id;
  model::SpanId parent_span_id;
  std::string name;
  std::string service;
  std::string message;  ///< of the status, else of the error; may be empty
  model::Role role = model::Role::kOther;
  model::StatusCode status = model::StatusCode::kUnset;
  std::uint8_t evidence = 0;
  bool called = false;                                       ///< of SpanKind SERVER or CONSUMER
  bool cut_off = false;                                      ///< its record broke off
  std::int64_t start_ns = 0;                                 ///< as it came
  std::int64_t end_ns = 0;                                   ///< as it came; 0 while unfinished
  std::array<model::Value, model::kFacets.size()> facets{};  ///< by Facet; NULL for none
  nlohmann::json attributes = nlohmann::json::object();      ///< as they are stored, by key

  bool operator==(const Span&) const = default;

  bool finished() const { return end_ns != 0; }
  /// None before 1973 and after 2096.
  std::optional<std::int64_t> known_start_ns() const {
    return is_plausible(start_ns) ? std::optional(start_ns) : std::nullopt;
  }
  /// None, too, when a time lies elsewhere, unless the start is 0, unknown, and the end counts from there.
  std::optional<std::int64_t> duration_ns() const {
    if (!finished()) return std::nullopt;
    if (start_ns == 0 ? is_plausible(end_ns) : !is_plausible(start_ns) || !is_plausible(end_ns))
      return std::nullopt;
    return std::max<std::int64_t>(end_ns - start_ns, 0);
  }
  /// Where it stops to take up time: an unfinished span is empty.
  std::int64_t last_ns() const { return start_ns + duration_ns().value_or(0); }

  const model::Value& facet(model::Facet which) const { return facets[static_cast<std::size_t>(which)]; }
  /// A facet of text; empty for none.
  std::string facet_text(model::Facet which) const {
    const auto* text = std::get_if<std::string>(&facet(which));
    return text == nullptr ? std::string() : *text;
  }

 private:
  static bool is_plausible(std::int64_t time_ns) {
    return time_ns / 1'000'000'000 >= 100'000'000 && time_ns <= 4'000'000'000'000'000'000;
  }
};

}  // namespace tracewh::reference
