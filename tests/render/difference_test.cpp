#include "compare/span_comparer.hpp"
#include "compare/trace_difference.hpp"
#include "render/samples.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::render {
namespace {

model::Span slower(model::Span span, std::int64_t by_ns) {
  *span.end_ns += by_ns;
  return span;
}

Sample before() {
  return make_sample(make_trace({make_span(1, 0, "task", 0, 4), make_span(2, 1, "cache.read", 1, 0.5),
                                 make_span(3, 1, "llm.call", 2, 1.5, model::Role::kLlm),
                                 make_span(4, 1, std::string_view(kHostile), 3, 0.25)}));
}

Sample after() {
  return make_sample(make_trace({slower(make_span(1, 0, "task", 0, 4), kSecond),
                                 slower(make_span(3, 1, "llm.call", 2, 1.5, model::Role::kLlm), 20 * kSecond),
                                 make_span(5, 1, "llm.call", 3.5, 1, model::Role::kLlm)}));
}

std::string draw_difference(const Style& style, bool all = false) {
  const Sample base = before();
  const Sample head = after();
  const compare::TraceDifference difference = compare::match_traces(base.tree, head.tree);
  compare::SpanComparer comparer(base.tree, head.tree, difference);
  std::ostringstream out;
  find_format("tree")->difference({base.view(), head.view(), difference, comparer, all}, style, out);
  return out.str();
}

Style cells(std::size_t width) {
  Style style;
  style.width = width;
  return style;
}

}  // namespace

TEST_CASE("colours of a difference repeat what its marks say") {
  Style colored = cells(80);
  colored.color = true;
  const std::string text = draw_difference(colored);
  CHECK(text.find('\x1b') != std::string::npos);
  CHECK(without_colors(text) == draw_difference(cells(80)));
}

TEST_CASE("a difference fits a terminal of any width, and shows hostile names harmlessly") {
  for (const std::size_t width : {20U, 40U, 60U, 80U, 120U}) {
    std::istringstream lines(draw_difference(cells(width), true));
    for (std::string line; std::getline(lines, line);) {
      INFO(width << ": " << line);
      // Counts and marks stay whole.
      if (width >= 60) CHECK(display_width(line) <= width);
      CHECK(std::ranges::none_of(line, [](char c) { return c >= 0 && c < ' '; }));
    }
  }
}

TEST_CASE("a difference can be written in ASCII") {
  Style style;
  style.utf8 = false;
  const std::string text = draw_difference(style);
  CHECK(std::ranges::all_of(text, [](char c) { return c >= 0; }));
}

}  // namespace tracewh::render
