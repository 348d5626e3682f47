#include "cli/lane_chart.hpp"

#include "base/error.hpp"
#include "cli/output.hpp"
#include "model/row_arrangement.hpp"
#include "render/lane_chart.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tracewh::cli {
namespace {

std::string worker_of(const model::Row& row) {
  const auto* worker_id = std::get_if<std::string>(&row[0]);
  return worker_id == nullptr ? std::string() : *worker_id;
}

void add_period(render::ChartLane& lane, const model::Row& row) {
  const auto start_ns = std::get<std::int64_t>(row[1]);
  lane.periods.push_back({start_ns, start_ns + std::get<std::int64_t>(row[2])});
  const auto concurrency = static_cast<std::uint64_t>(std::get<std::int64_t>(row[3]));
  lane.max_concurrency = std::max(lane.max_concurrency, concurrency);
}

}  // namespace

bool is_lane_chart(const search::Question& question, const render::Format& format) {
  return format.name == "timeline" && question.query->analysis == "lanes" &&
         query::find_parameter(*question.query, "periods") != nullptr;
}

search::Question periods_question(search::Question question) {
  question.given.texts["periods"] = "true";
  return search::without_limit(std::move(question));
}

void write_lane_chart(model::RowStream& periods, std::int64_t most_lanes, const Globals& globals, Io& io) {
  if (!globals.columns.empty() || !globals.sort.empty()) {
    throw base::Error(base::ErrorCode::kUsage, "--columns and --sort: drawn lanes have no columns",
                      "leave them out, or ask for rows");
  }
  model::ChosenColumns rows(periods, {"worker_id", "start_ns", "duration_ns", "max_concurrency"});
  std::vector<render::ChartLane> lanes;
  bool more = false;
  while (const model::Row* row = rows.next()) {
    const std::string worker_id = worker_of(*row);
    const bool is_new = lanes.empty() || lanes.back().worker_id != worker_id;
    more = more || (is_new && std::ssize(lanes) == most_lanes);
    if (more) continue;
    if (is_new) lanes.push_back({worker_id, {}, 0});
    add_period(lanes.back(), *row);
  }
  render::write_lane_chart(lanes, style_for(globals, io), io.out);
  tell_of_more(more, globals, io);
  tell_notes(periods, globals, io);
}

}  // namespace tracewh::cli
