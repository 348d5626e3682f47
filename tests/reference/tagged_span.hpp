#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace tracewh::reference {

inline constexpr std::int64_t kStart = 1'768'467'600'000'000'000;
inline constexpr std::int64_t kSecond = 1'000'000'000;

using Values = std::map<std::string, nlohmann::json>;  ///< a value as JSON has it

struct TaggedSpan {
  std::string trace;
  std::string service;
  std::string name;
  int kind = 0;
  int status = 0;
  bool exception = false;
  std::int64_t start_ns = 0;
  std::int64_t duration_ns = 0;
  std::string scope;
  Values resource;
  Values scope_attributes;
  Values attributes;
  Values event;
  Values link;
};

/// Spans at random, from few names and values, so that conditions meet.
class SpanMaker {
 public:
  std::vector<TaggedSpan> make(int traces);

  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }

  template <typename T>
  T one_of(const std::vector<T>& choices) {
    return choices[random_() % choices.size()];
  }

 private:
  TaggedSpan make_span(int trace);
  Values values(int most);

  std::mt19937 random_{7};
};

/// One line of OTLP JSON for each span.
std::string otlp(const std::vector<TaggedSpan>& spans);

}  // namespace tracewh::reference
