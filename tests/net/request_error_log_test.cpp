#include "net/transport/request_error_log.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace tracewh::net {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the first error of each kind is told, and the others of a minute are counted") {
  std::vector<std::string> lines;
  RequestErrorLog log;
  log.on_line([&](const std::string& line) { lines.push_back(line); });
  const auto start = RequestErrorLog::Clock::now();
  log.note("HTTP 415", "POST /v1/traces: not JSON", start);
  log.note("HTTP 415", "POST /v1/traces: not JSON", start + 1s);
  log.note("HTTP 404", "GET /: nothing", start + 2s);
  log.note("HTTP 415", "POST /v1/traces: not JSON", start + 59s);
  log.note("HTTP 415", "POST /api/traces: not Thrift", start + 60s);
  log.note("HTTP 415", "POST /v1/traces: not JSON", start + 200s);
  CHECK(lines == std::vector<std::string>{
                     "refused, HTTP 415: POST /v1/traces: not JSON", "refused, HTTP 404: GET /: nothing",
                     "refused, HTTP 415: POST /api/traces: not Thrift (2 more since the last)",
                     "refused, HTTP 415: POST /v1/traces: not JSON"});
}

TEST_CASE("what senders made up cannot steer the terminal") {
  std::string told;
  RequestErrorLog log;
  log.on_line([&](const std::string& line) { told = line; });
  log.note("UDP", "\x1b[2J\nforged");
  CHECK(told == "refused, UDP: \\x1b[2J\\nforged");
}

}  // namespace
}  // namespace tracewh::net
