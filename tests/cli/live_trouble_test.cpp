#include "cli/live_trouble.hpp"

#include <catch2/catch.hpp>

#include <chrono>

namespace tracewh::cli {
namespace {

using namespace std::chrono_literals;

TEST_CASE("a queue that stands still is trouble") {
  ingest::LiveStatus status;
  status.waiting.batches = 3;
  CHECK(trouble_of(status).empty());
  status.busy = 4s;
  CHECK(trouble_of(status).empty());
  status.busy = 12s;
  CHECK(trouble_of(status) == "the batches at hand have been being stored for 12.0s, and 3 wait");
  status.trouble = "the disk is full";
  CHECK(trouble_of(status) == "the disk is full");
}

}  // namespace
}  // namespace tracewh::cli
