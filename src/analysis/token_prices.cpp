#include "analysis/token_prices.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace tracewh::analysis {
namespace {

constexpr double kTokensPriced = 1e6;

[[noreturn]] void fail(const std::string& reason) {
  throw base::Error(base::ErrorCode::kUsage, "prices: " + reason,
                    R"(write them like {"gpt-4": {"input": 30, "output": 60}}, by million tokens)");
}

double number(const nlohmann::json& price, const std::string& model, const char* name) {
  const auto found = price.find(name);
  if (found == price.end()) return 0;
  const bool is_price =
      found->is_number() && std::isfinite(found->get<double>()) && found->get<double>() >= 0;
  if (!is_price) fail(fmt::format("'{}' of '{}' is no price", name, model));
  return found->get<double>();
}

}  // namespace

TokenPrices::TokenPrices(std::string_view json) {
  if (json.empty()) return;
  const auto table = nlohmann::json::parse(json, nullptr, false);
  if (!table.is_object()) fail("this is no JSON object");
  for (const auto& [model, price] : table.items()) {
    if (!price.is_object()) fail(fmt::format("what '{}' costs is no object", model));
    for (const auto& [name, value] : price.items()) {
      if (name != "input" && name != "output") fail(fmt::format("'{}' of '{}' is unknown", name, model));
    }
    prices_[model] = {number(price, model, "input"), number(price, model, "output")};
  }
}

const TokenPrices::Price* TokenPrices::find(std::string_view model) const {
  if (const auto exact = prices_.find(model); exact != prices_.end()) return &exact->second;
  for (std::size_t length = model.size() + 1; length-- > 0;) {
    const auto pattern = prices_.find(std::string(model.substr(0, length)) + "*");
    if (pattern != prices_.end()) return &pattern->second;
  }
  return nullptr;
}

std::optional<double> TokenPrices::cost(std::string_view model, std::int64_t input_tokens,
                                        std::int64_t output_tokens) const {
  const Price* price = find(model);
  if (price == nullptr) return std::nullopt;
  return (static_cast<double>(input_tokens) * price->input +
          static_cast<double>(output_tokens) * price->output) /
         kTokensPriced;
}

}  // namespace tracewh::analysis
