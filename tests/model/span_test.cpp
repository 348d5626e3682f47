#include "model/span.hpp"

#include "support/traces.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <limits>

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

TEST_CASE("a span that ends before it starts lasts 0, and no duration wraps around") {
  CHECK(test::span(1, 0, "", 10, 3).duration_ns() == 0);
  CHECK(test::span(1, 0, "", 10, {}).duration_ns() == std::nullopt);
  CHECK(test::span(1, 0, "", Max::min(), Max::max()).duration_ns() == Max::max());
}

TEST_CASE("the message of the status comes before that of the error attribute") {
  Span span;
  span.error_message = "attribute";
  CHECK(failure_message(span) == "attribute");
  span.status_message = "status";
  CHECK(failure_message(span) == "status");
}

}  // namespace tracewh::model
