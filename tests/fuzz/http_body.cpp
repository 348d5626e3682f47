#include "decode_input.hpp"
#include "ingest/sink.hpp"
#include "net/http/http_site.hpp"
#include "net/receive/span_handlers.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

using namespace tracewh;
using namespace tracewh::net;
using decode::fuzz::require;

namespace {

/// Stores everything, after a look at it.
class CheckingSink final : public ingest::Sink {
 public:
  ingest::Acceptance submit(std::string_view /*receiver*/, model::Batch batch, std::size_t /*bytes*/,
                            std::function<void(const ingest::Commit&)> done) override {
    decode::fuzz::check(batch);
    done({true, {}});
    return ingest::Acceptance::kAccepted;
  }
};

struct Endpoint {
  std::string_view path;
  std::string_view media_type;
};

constexpr std::array<Endpoint, 4> kEndpoints{{{"/v1/traces", "application/json"},
                                              {"/v1/traces", "application/x-protobuf"},
                                              {"/api/v2/spans", "application/json"},
                                              {"/api/traces", "application/x-thrift"}}};
constexpr std::array<std::string_view, 4> kCodings{"", "gzip", "deflate", "zstd"};

/// The request that the first byte asks for, with the other bytes as its body.
Request to_request(std::string_view input) {
  const auto choice = static_cast<unsigned char>(input.front());
  const Endpoint& endpoint = kEndpoints[choice % 4];
  Request request{"POST", std::string(endpoint.path), {}, std::string(input.substr(1))};
  request.headers.add("Host", "localhost");
  request.headers.add("Content-Type", std::string(endpoint.media_type));
  request.headers.add("Content-Encoding", std::string(kCodings[choice / 4 % 4]));
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const decode::Semantics semantics = decode::Semantics::shipped();
  static CheckingSink sink;
  static Metrics metrics;
  static const Receiver receiver(semantics, nullptr, sink, metrics);
  static HttpSite site(
      Routes(span_routes(
          receiver, [](const void*, const std::function<void()>& job) { job(); }, std::chrono::seconds(5))),
      Access({}, {}), {}, metrics);
  if (size == 0) return 0;
  Request request = to_request(decode::fuzz::as_text(data, size));
  const auto admitted = site.admit(request, true);
  require(std::holds_alternative<const Route*>(admitted));
  request.memory = std::make_shared<ByteBudget::Share>(site.bodies());
  std::optional<Response> answer;
  std::get<const Route*>(admitted)->handler(std::move(request),
                                            [&](Response response) { answer = std::move(response); });
  require(answer.has_value());
  require(site.bodies().used() == 0);
  require(answer->status == 200 || answer->status == 202 || answer->status == 400 || answer->status == 413);
  return 0;
}
