#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

/// Asks a server what people and their dashboards ask, at a steady rate, while it has other work.
namespace tracewh::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;
using nlohmann::json;

volatile std::sig_atomic_t ended = 0;

class Reader {
 public:
  explicit Reader(std::uint16_t port) {
    socket_.connect({asio::ip::address_v4::loopback(), port});
    socket_.set_option(asio::ip::tcp::no_delay(true));
  }

  /// Throws std::exception when the answer is not whole.
  json ask(const std::string& target) {
    http::request<http::empty_body> request(http::verb::get, target, 11);
    request.set(http::field::host, "localhost");
    http::write(socket_, request);
    http::response_parser<http::string_body> response;
    response.body_limit(std::uint64_t{1} << 30);
    http::read(socket_, received_, response);
    if (response.get().result() != http::status::ok)
      throw std::runtime_error(target + ": " + std::to_string(response.get().result_int()));
    return json::parse(response.get().body());
  }

 private:
  asio::io_context io_;
  asio::ip::tcp::socket socket_{io_};
  boost::beast::flat_buffer received_;
};

std::vector<std::string> questions(Reader& reader) {
  std::vector<std::string> targets{
      "/api/services",
      "/api/services/agent-coordinator/operations",
      "/api/traces?service=agent-coordinator&limit=20",
      "/api/traces?service=agent-coordinator&tags=%7B%22error%22%3A%22true%22%7D&limit=20",
      "/api/traces?service=agent-coordinator&operation=multiagent.task.*"
      "&minDuration=10s&limit=20",
      "/api/tracewh/query/traces?limit=200",
      "/api/tracewh/query/failed",
      "/api/tracewh/query/slow?min=10s",
      "/api/tracewh/query/workers"};
  for (const json& row : reader.ask("/api/tracewh/query/traces?limit=5")) {
    const std::string id = row.at("trace_id");
    targets.push_back("/api/traces/" + id);
    targets.push_back("/api/tracewh/trace/" + id + "?flat=true");
    targets.push_back("/api/tracewh/query/critical-path?trace=" + id);
  }
  return targets;
}

/// A trace that is shown holds all that its summary says.
void require_whole(const std::string& target, const json& answer) {
  if (target.starts_with("/api/tracewh/trace/") &&
      answer.at(0).at("nodes").size() < answer.at(0).at("spans").get<std::size_t>())
    throw std::runtime_error(target + ": spans are missing");
}

double percentile(const std::vector<double>& sorted, std::size_t percent) {
  return sorted[(sorted.size() - 1) * percent / 100];
}

void run(std::uint16_t port, int rate) {
  Reader reader(port);
  const std::vector<std::string> targets = questions(reader);
  std::vector<double> milliseconds;
  Clock::time_point due = Clock::now();
  for (std::size_t i = 0; ended == 0; ++i) {
    std::this_thread::sleep_until(due);
    const std::string& target = targets[i % targets.size()];
    require_whole(target, reader.ask(target));
    // From when it should have been asked: a slow answer makes those behind it late, as people are.
    milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - due).count());
    due += std::chrono::microseconds(1'000'000 / rate);
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  if (milliseconds.empty()) throw std::runtime_error("nothing was asked");
  std::printf("%.2f %.2f %.2f %zu\n", percentile(milliseconds, 50), percentile(milliseconds, 99),
              milliseconds.back(), milliseconds.size());
}

}  // namespace
}  // namespace tracewh::bench

/// `tracewh_read_load PORT RATE` asks so many questions a second until SIGTERM; prints the median, the 99th
/// percentile and the longest of their milliseconds, and how many there were.
int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: tracewh_read_load PORT RATE\n", stderr);
    return 3;
  }
  std::signal(SIGTERM, [](int) { tracewh::bench::ended = 1; });
  try {
    tracewh::bench::run(static_cast<std::uint16_t>(std::stoi(argv[1])), std::stoi(argv[2]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tracewh_read_load: %s\n", error.what());
    return 1;
  }
}
