#pragma once

#include "analysis/analysis.hpp"
#include "analysis/grouping.hpp"
#include "analysis/token_prices.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace tracewh::analysis {

/// Tokens and money, added up over all traces by the option `by`, the most expensive first. What a span and
/// one below it both count is counted below alone. The cost of a call is the one that it records, else that
/// of its tokens by the option `prices`, see TokenPrices; `priced` tells of how many calls it is known.
class Cost final : public Analysis {
 public:
  explicit Cost(const Options& options);

  void add(const tree::TraceTree& tree, std::vector<model::Row>& rows) override;
  void finish(std::vector<model::Row>& rows) override;

 private:
  struct Sum {
    std::uint64_t calls = 0;
    std::int64_t input_tokens = 0;
    std::int64_t output_tokens = 0;
    double cost = 0;
    std::uint64_t priced = 0;
  };

  std::set<std::string> keys_of(const Groups& groups, const tree::TraceTree& tree, std::uint32_t call) const;
  void add_call(const model::Span& span, Sum& sum) const;

  Options options_;
  Grouping by_;
  TokenPrices prices_;
  std::map<std::string, Sum> sums_;
};

}  // namespace tracewh::analysis
