#include "query/internal_query.hpp"

#include "query/embedded.hpp"

#include <fmt/format.h>

namespace tracewh::query {

store::Statement prepare(store::Reader& reader, const InternalQuery& query) {
  return reader.prepare(
      base::find_embedded(embedded_files(), fmt::format("queries/internal/{}.sql", query.name)));
}

}  // namespace tracewh::query
