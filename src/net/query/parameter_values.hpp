#pragma once

#include "net/http/message.hpp"
#include "search/trace_search.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

/// What the query string of a request says, for the APIs of other programs. An empty value counts as none.
/// What cannot be read throws base::Error (usage) that names the parameter.
namespace tracewh::net {

/// The first value of any of these names.
std::optional<std::string_view> text_parameter(const Parameters& query,
                                               std::initializer_list<std::string_view> names);
/// The same. Throws base::Error (usage) when there is none.
std::string_view required_parameter(const Parameters& query, std::initializer_list<std::string_view> names);

std::optional<std::int64_t> integer_parameter(const Parameters& query, std::string_view name);

/// An integer of a unit of so many nanoseconds, in nanoseconds.
std::optional<std::int64_t> nanoseconds_parameter(const Parameters& query, std::string_view name,
                                                  std::int64_t unit_ns);

/// As Go writes durations: `1h30m`, `1.2s`, `500us`; in nanoseconds.
std::optional<std::int64_t> duration_parameter(const Parameters& query,
                                               std::initializer_list<std::string_view> names);

/// Whether it says true, as Go's ParseBool reads it.
bool flag_parameter(const Parameters& query, std::initializer_list<std::string_view> names);

/// How many traces are asked for, `usual` when it is not said; no more than an answer has room for.
std::size_t limit_parameter(const Parameters& query, std::initializer_list<std::string_view> names,
                            std::int64_t usual);

/// Throws base::Error (usage) when nothing can lie between the two.
search::Range duration_range(std::optional<std::int64_t> least, std::optional<std::int64_t> most);

/// As Jaeger's UI and Grafana name a trace: up to 32 hexadecimal digits, zeros left out in front, or the
/// Base64 of its bytes.
model::TraceId read_trace_id(std::string_view text);

}  // namespace tracewh::net
