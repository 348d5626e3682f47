#pragma once

#include "store/read/reader.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What is stored of services: their names, what they do and whom they call; of each no more than the rows of
/// one answer.
namespace tracewh::query {

/// In order; empty for spans whose resource has no service.name. Throws base::Error.
std::vector<std::string> service_names(store::Reader& reader);

/// A name of spans, and their SpanKind.
struct Operation {
  std::string name;
  std::int32_t kind = 0;
};

/// By name and kind. Throws base::Error.
std::vector<Operation> operations_of(store::Reader& reader, const std::string& service);

/// Spans of one service below those of another.
struct Dependency {
  std::string parent;
  std::string child;
  std::int64_t calls = 0;
  std::int64_t failures = 0;  ///< calls with any evidence of failure
};

/// Of calls that began between two times, both included; nanoseconds since the Unix epoch. Throws
/// base::Error.
std::vector<Dependency> dependencies(store::Reader& reader, std::int64_t since_ns, std::int64_t until_ns);

}  // namespace tracewh::query
