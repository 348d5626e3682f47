#include "store/write/run_measures.hpp"

namespace tracewh::store {

RunMeasures::RunMeasures(WriterDatabase& database)
    : store_run_(database.handle(), "store_measured_run"),
      delete_(database.handle(), "delete_run_measures"),
      insert_(database.handle(), "insert_run_measure") {}

std::int64_t RunMeasures::begin_run(std::string_view name, std::uint64_t traces, std::uint64_t spans,
                                    std::uint64_t errors, std::optional<std::int64_t> start_ns,
                                    std::optional<std::int64_t> end_ns) {
  store_run_
      .bind_all(name, static_cast<std::int64_t>(traces), static_cast<std::int64_t>(spans),
                static_cast<std::int64_t>(errors), integer_or_null(start_ns), integer_or_null(end_ns))
      .step();
  const std::int64_t run = store_run_.integer(0);
  store_run_.reset();
  delete_.bind_all(run).run();
  return run;
}

void RunMeasures::add(std::int64_t run, const RunMeasure& measure) {
  insert_
      .bind_all(run, measure.level, measure.key, measure.metric, measure.value,
                static_cast<std::int64_t>(measure.observations),
                measure.standard_error ? Cell{*measure.standard_error} : Cell{})
      .run();
}

}  // namespace tracewh::store
