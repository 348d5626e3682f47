#include "query/services.hpp"

#include "base/limits.hpp"
#include "query/internal_query.hpp"

#include <string_view>

namespace tracewh::query {

std::vector<std::string> service_names(store::Reader& reader) {
  std::vector<std::string> names;
  store::Statement row = prepare(reader, kServiceNames);
  row.bind(kServiceNames.parameter("limit"), base::limits::kRowsPerAnswer);
  while (row.step()) names.emplace_back(row.text(kServiceNames["service"]));
  return names;
}

std::vector<Operation> operations_of(store::Reader& reader, const std::string& service) {
  std::vector<Operation> operations;
  store::Statement row = prepare(reader, kServiceOperations);
  row.bind(kServiceOperations.parameter("service"), std::string_view(service));
  row.bind(kServiceOperations.parameter("limit"), base::limits::kRowsPerAnswer);
  while (row.step()) {
    operations.push_back({std::string(row.text(kServiceOperations["name"])),
                          static_cast<std::int32_t>(row.integer(kServiceOperations["kind"]))});
  }
  return operations;
}

std::vector<Dependency> dependencies(store::Reader& reader, std::int64_t since_ns, std::int64_t until_ns) {
  std::vector<Dependency> dependencies;
  store::Statement row = prepare(reader, kServiceDependencies);
  row.bind(kServiceDependencies.parameter("since"), since_ns);
  row.bind(kServiceDependencies.parameter("until"), until_ns);
  row.bind(kServiceDependencies.parameter("limit"), base::limits::kRowsPerAnswer);
  while (row.step()) {
    dependencies.push_back({std::string(row.text(kServiceDependencies["parent"])),
                            std::string(row.text(kServiceDependencies["child"])),
                            row.integer(kServiceDependencies["calls"]),
                            row.integer(kServiceDependencies["failures"])});
  }
  return dependencies;
}

}  // namespace tracewh::query
