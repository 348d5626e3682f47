#include "model/span.hpp"

#include "support/traces.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <limits>
#include <optional>

namespace tracewh::model {
namespace {

using Max = std::numeric_limits<std::int64_t>;

Span with(Role role, std::span<const SpanFacet> facets) {
  Span span;
  span.role = role;
  span.facets = facets;
  return span;
}

}  // namespace

TEST_CASE("an actor is the worker, else the agent, else the orchestrator") {
  const std::array<SpanFacet, 3> facets{SpanFacet(Facet::kOrchestratorId, "o"), SpanFacet(Facet::kAgent, "a"),
                                        SpanFacet(Facet::kWorkerId, "w")};
  CHECK(actor(with(Role::kOther, facets)) == "w");
  CHECK(actor(with(Role::kOther, std::span(facets).first(2))) == "a");
  CHECK(actor(with(Role::kOther, std::span(facets).first(1))) == "o");
  CHECK(actor(with(Role::kOther, {})).empty());
}

TEST_CASE("a detail is what the role acts on") {
  const std::array<SpanFacet, 7> facets{
      SpanFacet(Facet::kTaskId, "id"),     SpanFacet(Facet::kWorkerCapability, "generate"),
      SpanFacet(Facet::kMessageType, "m"), SpanFacet(Facet::kModel, "gpt-4"),
      SpanFacet(Facet::kTool, "search"),   SpanFacet(Facet::kSessionId, "s"),
      SpanFacet(Facet::kTaskName, "name")};
  CHECK(detail(with(Role::kTask, facets)) == "name");
  CHECK(detail(with(Role::kTask, std::span(facets).first(6))) == "id");
  CHECK(detail(with(Role::kWorker, facets)) == "generate");
  CHECK(detail(with(Role::kMessage, facets)) == "m");
  CHECK(detail(with(Role::kLlm, facets)) == "gpt-4");
  CHECK(detail(with(Role::kTool, facets)) == "search");
  CHECK(detail(with(Role::kSession, facets)) == "s");
  for (const Role role : {Role::kAgent, Role::kStorage, Role::kMemory, Role::kOther}) {
    CHECK(detail(with(role, facets)).empty());
  }
}

TEST_CASE("facets keep their types") {
  const std::array<SpanFacet, 2> facets{SpanFacet(Facet::kInputTokens, std::int64_t{-7}),
                                        SpanFacet(Facet::kCost, 0.5)};
  const Span span = with(Role::kLlm, facets);
  REQUIRE(span.facet(Facet::kInputTokens) != nullptr);
  CHECK(span.facet(Facet::kInputTokens)->integer() == -7);
  CHECK(span.facet(Facet::kCost)->real() == 0.5);
  CHECK(span.facet(Facet::kModel) == nullptr);
}

constexpr std::int64_t kTime = 1'700'000'000'000'000'000;

std::optional<std::int64_t> duration(std::int64_t start_ns, std::optional<std::int64_t> end_ns) {
  return test::span(1, 0, "", start_ns, end_ns).duration_ns();
}

TEST_CASE("a span that ends before it starts lasts 0") {
  CHECK(duration(kTime, kTime + 2) == 2);
  CHECK(duration(kTime + 10, kTime + 3) == 0);
  CHECK(duration(kTime, {}) == std::nullopt);
}

TEST_CASE("times that cannot be meant tell no duration, but a span of unknown start may have one") {
  CHECK(duration(0, 500) == 500);
  CHECK(duration(0, kTime) == std::nullopt);
  CHECK(duration(kTime, Max::max()) == std::nullopt);
  CHECK(duration(1'766'000'000'000, 1'766'000'003'000) == std::nullopt);
  CHECK(duration(Max::min(), Max::max()) == std::nullopt);
}

TEST_CASE("a start that cannot be meant is unknown") {
  CHECK(test::span(1, 0, "", kTime, {}).known_start_ns() == kTime);
  CHECK(test::span(1, 0, "", 1'766'000'000'000, {}).known_start_ns() == 0);
}

TEST_CASE("the message of the status comes before that of the error attribute") {
  Span span;
  span.error_message = "attribute";
  CHECK(failure_message(span) == "attribute");
  span.status_message = "status";
  CHECK(failure_message(span) == "status");
}

}  // namespace tracewh::model
