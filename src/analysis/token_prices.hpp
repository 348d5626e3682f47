#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tracewh::analysis {

/// What models cost, in any currency, by million tokens.
class TokenPrices {
 public:
  /// Reads `{"MODEL": {"input": 2.5, "output": 10}, …}`; a name may end in `*`, and the longest that fits is
  /// taken. The empty text is a table without prices. Throws base::Error (usage).
  explicit TokenPrices(std::string_view json);

  /// None when the model has no price.
  std::optional<double> cost(std::string_view model, std::int64_t input_tokens,
                             std::int64_t output_tokens) const;

 private:
  struct Price {
    double input = 0;
    double output = 0;
  };

  const Price* find(std::string_view model) const;

  std::map<std::string, Price, std::less<>> prices_;
};

}  // namespace tracewh::analysis
