#include "model/enums.hpp"

#include "model/facet.hpp"

#include <catch2/catch.hpp>

namespace tracewh::model {

TEST_CASE("The stored numbers of roles are frozen") {
  CHECK(to_string(Role{0}) == "other");
  CHECK(to_string(Role{1}) == "task");
  CHECK(to_string(Role{2}) == "worker");
  CHECK(to_string(Role{3}) == "message");
  CHECK(to_string(Role{4}) == "agent");
  CHECK(to_string(Role{5}) == "llm");
  CHECK(to_string(Role{6}) == "tool");
  CHECK(to_string(Role{7}) == "storage");
  CHECK(to_string(Role{8}) == "memory");
  CHECK(to_string(Role{9}) == "session");
}

TEST_CASE("Every role is found by its name") {
  for (const std::string_view name : kRoleNames) {
    CAPTURE(std::string(name));
    const auto role = role_from_name(name);
    REQUIRE(role.has_value());
    CHECK(to_string(*role) == name);
  }
  CHECK_FALSE(role_from_name("Task").has_value());
  CHECK_FALSE(role_from_name("").has_value());
}

TEST_CASE("The stored numbers of status codes are those of OpenTelemetry") {
  CHECK(to_string(StatusCode{0}) == "unset");
  CHECK(to_string(StatusCode{1}) == "ok");
  CHECK(to_string(StatusCode{2}) == "error");
}

TEST_CASE("Every facet is found by its name, and has its own") {
  for (std::size_t i = 0; i < kFacets.size(); ++i) {
    CAPTURE(std::string(kFacets[i].name));
    CHECK(facet_from_name(kFacets[i].name) == static_cast<Facet>(i));
  }
  CHECK_FALSE(facet_from_name("priority").has_value());
  CHECK(info(Facet::kSessionId).name == "session_id");
  CHECK(info(Facet::kTaskPriority).type == FacetType::kInteger);
}

}  // namespace tracewh::model
