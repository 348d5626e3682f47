#include "query/internal_query.hpp"

#include "query/embedded.hpp"

#include <fmt/format.h>

namespace tracewh::query {

std::string_view text_of(const InternalQuery& query) {
  return base::find_embedded(embedded_files(), fmt::format("queries/internal/{}.sql", query.name));
}

store::Statement prepare(store::Reader& reader, const InternalQuery& query) {
  return reader.prepare(text_of(query));
}

}  // namespace tracewh::query
