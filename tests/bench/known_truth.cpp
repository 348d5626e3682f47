#include "analysis/known_truth.hpp"

#include "analysis/truth_score.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// `tracewh_known_truth SEEDS` prints what analyses find in so many histories of each sort, of which it is
/// known what went wrong. A line: the sort, the analysis, precision, recall, how many facts there are, and
/// how many findings that are none.
namespace tracewh::analysis {
namespace {

constexpr std::size_t kTasks = 195;
constexpr double kLost = 0.1;

/// Without analyses that have nothing to find and find nothing; with `whole` all of them.
void print(std::string_view history, const std::vector<Score>& scores, bool whole) {
  for (const Score& score : scores) {
    const std::size_t facts = score.right + score.missed.size();
    if (!whole && facts + score.wrong.size() == 0) continue;
    fmt::print("{}\t{}\t{:.3f}\t{:.3f}\t{}\t{}\n", history, score.analysis, score.precision(), score.recall(),
               facts, score.wrong.size());
  }
}

/// On complete data, and without some of the spans.
void print_history(std::uint64_t seeds, std::string_view name, std::span<const Fault> faults) {
  std::vector<Score> complete;
  std::vector<Score> lossy;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const History history = make_history(seed, kTasks, faults);
    add_up(score(history), complete);
    add_up(score(lose_spans(history, kLost, seed)), lossy);
  }
  print(name, complete, faults.empty());
  print(fmt::format("{}, 10 % of spans lost", name), lossy, false);
}

void print_all(std::uint64_t seeds) {
  print_history(seeds, "clean", {});
  for (const Fault& fault : all_faults()) print_history(seeds, to_string(fault), std::span(&fault, 1));
  print_history(seeds, "all faults", all_faults());
}

}  // namespace
}  // namespace tracewh::analysis

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: tracewh_known_truth SEEDS\n");
    return 3;
  }
  tracewh::analysis::print_all(std::strtoull(argv[1], nullptr, 10));
}
