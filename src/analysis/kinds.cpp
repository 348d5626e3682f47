#include "analysis/analysis.hpp"
#include "analysis/blame.hpp"
#include "analysis/cost.hpp"
#include "analysis/critical_path.hpp"
#include "analysis/doctor.hpp"
#include "analysis/explain.hpp"
#include "analysis/hops.hpp"
#include "analysis/joins.hpp"
#include "analysis/lanes.hpp"
#include "analysis/loops.hpp"
#include "analysis/outcomes.hpp"
#include "analysis/waits.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tracewh::analysis {
namespace {

template <typename Made>
std::unique_ptr<Analysis> make(const Options& options) {
  return std::make_unique<Made>(options);
}

constexpr bool kPayloads = true;
constexpr bool kNoPayloads = false;

constexpr std::array kKinds{
    Kind{"blame", kNoPayloads, make<Blame>},
    Kind{"cost", kNoPayloads, make<Cost>},
    Kind{"critical-path", kNoPayloads, make<CriticalPath>},
    Kind{"doctor", kPayloads, make<Doctor>},
    Kind{"explain", kPayloads, make<Explain>, Choice::kAgainst},
    Kind{"hops", kPayloads, make<Hops>},
    Kind{"joins", kPayloads, make<Joins>, Choice::kAmong},
    Kind{"lanes", kPayloads, make<Lanes>},
    Kind{"loops", kPayloads, make<Loops>},
    Kind{"outcomes", kNoPayloads, make<Outcomes>},
    Kind{"waits", kNoPayloads, make<Waits>},
};

}  // namespace

std::span<const Kind> kinds() { return kKinds; }

const Kind& find_kind(std::string_view name) {
  const auto* found = std::ranges::find(kKinds, name, &Kind::name);
  if (found != kKinds.end()) return *found;
  throw base::Error(base::ErrorCode::kUsage, fmt::format("there is no analysis '{}'", name));
}

}  // namespace tracewh::analysis
