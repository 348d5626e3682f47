#pragma once

#include "store/sqlite/statement.hpp"
#include "store/write/batch_rows.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace tracewh::store {

/// Which side of a call a span tells of. Zipkin's tracers, and what translates their spans, give one ID to
/// the caller's span and to those of all that were called: they differ by service and address. Of the sides
/// that share an ID the least keeps it, whatever the order of arrival: the caller, if it is there.
struct CallSide {
  bool called = false;
  std::string service;  ///< of the called
  std::string address;  ///< of the called, where its span has it

  auto operator<=>(const CallSide&) const = default;
};

/// Tells sides. A span of a record that broke off may not know its service, and is none.
class CallSides {
 public:
  explicit CallSides(sqlite3* connection);

  std::optional<CallSide> of(const BatchRows& rows, const BatchPosition& position);
  std::optional<CallSide> stored(std::int64_t trace, std::int64_t span_id);

 private:
  Statement local_address_;
  Statement stored_side_;
};

}  // namespace tracewh::store
