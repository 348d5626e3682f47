#include "compare/tolerances.hpp"

#include "base/error.hpp"
#include "base/number.hpp"
#include "base/time.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::compare {
namespace {

[[noreturn]] void refuse(std::string_view part) {
  throw base::Error(base::ErrorCode::kUsage, fmt::format("--tolerance: '{}' is not a tolerance", part),
                    "write it like 10%, 1ms, 10%,1ms or error_rate=0.5%");
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t comma = text.find(','); comma != text.npos; comma = text.find(',')) {
    parts.push_back(text.substr(0, comma));
    text.remove_prefix(comma + 1);
  }
  parts.push_back(text);
  return parts;
}

/// A number that is finite and not negative.
std::optional<double> parse_amount(std::string_view text) {
  const std::optional<double> number = base::parse_real(text);
  return number && std::isfinite(*number) && *number >= 0 ? number : std::nullopt;
}

/// One part, as far as the unit of `metric` allows it. Whether it does.
bool set_part(std::string_view part, const Metric& metric, bool for_one, Tolerance& tolerance) {
  if (part.ends_with('%')) {
    const std::optional<double> percent = parse_amount(part.substr(0, part.size() - 1));
    if (!percent) refuse(part);
    const bool points = metric.unit == Unit::kShare;
    if (points && !for_one) return false;
    (points ? tolerance.absolute : tolerance.relative) = *percent / 100;
    return true;
  }
  if (const std::optional<std::int64_t> duration = base::parse_duration(part); duration && part != "0") {
    if (*duration < 0) refuse(part);
    if (metric.unit != Unit::kNanoseconds) return false;
    tolerance.absolute = static_cast<double>(*duration);
    return true;
  }
  const std::optional<double> amount = parse_amount(part);
  if (!amount || !for_one) refuse(part);
  tolerance.absolute = *amount;
  return true;
}

}  // namespace

void Tolerances::set(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals != text.npos) {
    const Metric& metric = find_metric(text.substr(0, equals));
    // What is said of one metric is all that is tolerated of it.
    Tolerance tolerance;
    for (const std::string_view part : split(text.substr(equals + 1)))
      if (!set_part(part, metric, true, tolerance)) refuse(part);
    of_one_.insert_or_assign(metric.name, tolerance);
    return;
  }
  for (const Metric& metric : metrics()) {
    Tolerance& tolerance = of_all_.try_emplace(metric.name, metric.tolerance).first->second;
    for (const std::string_view part : split(text)) set_part(part, metric, false, tolerance);
  }
}

Tolerance Tolerances::of(const Metric& metric) const {
  if (const auto one = of_one_.find(metric.name); one != of_one_.end()) return one->second;
  const auto all = of_all_.find(metric.name);
  return all == of_all_.end() ? metric.tolerance : all->second;
}

}  // namespace tracewh::compare
