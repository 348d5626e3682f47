#include "bench/live_sender.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <future>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

/// Sends the batches of a file to a server as exporters do, each until it is acknowledged.
namespace tracewh::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Batches = std::vector<std::string>;

/// What the server's Retry-After and RetryInfo ask for.
constexpr std::chrono::seconds kRetryAfter{1};

struct Outcome {
  std::vector<double> milliseconds;  ///< of each acknowledged request
  std::size_t retries = 0;
};

/// Messages behind four bytes of length, as tracewh_generate writes otlp-proto-stream.
Batches split_messages(const std::string& content) {
  Batches batches;
  for (std::size_t at = 0; at < content.size();) {
    if (content.size() - at < 4) throw std::runtime_error("the file ends within a length");
    std::size_t size = 0;
    for (int i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(content[at++]);
    if (content.size() - at < size) throw std::runtime_error("the file ends within a message");
    batches.push_back(content.substr(at, size));
    at += size;
  }
  return batches;
}

Batches split_lines(std::ifstream& file) {
  Batches batches;
  for (std::string line; std::getline(file, line);) batches.push_back(std::move(line));
  return batches;
}

Batches read_batches(const std::string& path, bool is_json) {
  std::ifstream file(path, std::ios::binary);
  Batches batches = is_json ? split_lines(file) : split_messages({std::istreambuf_iterator<char>(file), {}});
  if (batches.empty()) throw std::runtime_error(path + ": cannot read it, or it is empty");
  return batches;
}

/// Takes the next batch that no other connection took, until there is none.
Outcome send_batches(LiveSender& sender, const Batches& batches, std::atomic<std::size_t>& next) {
  Outcome outcome;
  for (std::size_t i = next++; i < batches.size(); i = next++) {
    auto begin = Clock::now();
    while (sender.send(batches[i]) == Answer::kRetry) {
      ++outcome.retries;
      std::this_thread::sleep_for(kRetryAfter);
      begin = Clock::now();
    }
    outcome.milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  return outcome;
}

/// Sends all batches over so many connections at once.
Outcome send_all(const Batches& batches, const std::string& protocol, std::uint16_t port, int connections) {
  std::atomic<std::size_t> next{0};
  std::vector<std::future<Outcome>> running;
  for (int i = 0; i < connections; ++i) {
    running.push_back(std::async(
        std::launch::async, [&] { return send_batches(*connect_sender(protocol, port), batches, next); }));
  }
  Outcome all;
  for (std::future<Outcome>& connection : running) {
    const Outcome one = connection.get();
    all.milliseconds.insert(all.milliseconds.end(), one.milliseconds.begin(), one.milliseconds.end());
    all.retries += one.retries;
  }
  std::sort(all.milliseconds.begin(), all.milliseconds.end());
  return all;
}

double percentile(const std::vector<double>& sorted, std::size_t percent) {
  return sorted[(sorted.size() - 1) * percent / 100];
}

void run(const std::string& protocol, std::uint16_t port, int connections, const std::string& path) {
  const Batches batches = read_batches(path, protocol == "otlp-json");
  const auto begin = Clock::now();
  const Outcome outcome = send_all(batches, protocol, port, connections);
  const std::chrono::duration<double, std::milli> elapsed = Clock::now() - begin;
  std::printf("%.2f %.2f %.2f %zu\n", elapsed.count(), percentile(outcome.milliseconds, 50),
              percentile(outcome.milliseconds, 99), outcome.retries);
}

}  // namespace
}  // namespace tracewh::bench

/// `tracewh_live_load PROTOCOL PORT CONNECTIONS FILE` prints the milliseconds until all batches were
/// acknowledged, the median and the 99th percentile of a request's, and how often a batch was sent again.
int main(int argc, char** argv) {
  if (argc != 5) {
    std::fputs("usage: tracewh_live_load PROTOCOL PORT CONNECTIONS FILE\n", stderr);
    return 3;
  }
  try {
    tracewh::bench::run(argv[1], static_cast<std::uint16_t>(std::stoi(argv[2])), std::stoi(argv[3]), argv[4]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tracewh_live_load: %s\n", error.what());
    return 1;
  }
}
