#pragma once

#include "net/http/message.hpp"
#include "search/trace_search.hpp"

#include <string>
#include <string_view>

namespace tracewh::net {

/// The service that Jaeger's name stands for, and the other way round: Jaeger has one for spans without any.
std::string service_of_jaeger(std::string_view name);
std::string_view jaeger_name_of(std::string_view service);

/// What the query string of `GET /api/traces` searches for. Without `start`, traces of any age, since a
/// finished file knows no present. Throws base::Error (usage).
search::TraceSearch read_jaeger_search(const Parameters& query);

/// The same of `GET /api/v3/traces`, in both spellings of its parameters.
search::TraceSearch read_jaeger_v3_search(const Parameters& query);

}  // namespace tracewh::net
