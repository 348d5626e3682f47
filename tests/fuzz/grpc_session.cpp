#include "net/grpc/grpc_session.hpp"

#include "decode_input.hpp"

#include <algorithm>
#include <utility>
#include <vector>

using namespace tracewh;
using namespace tracewh::net;
using decode::fuzz::require;

// A whole connection in memory: the bytes of a client arrive in pieces, time passes between them, and some
// batches are stored at once, some later, some never.
namespace {

class Sink final : public ingest::Sink {
 public:
  ingest::Acceptance submit(std::string_view /*receiver*/, model::Batch batch, std::size_t /*bytes*/,
                            std::function<void(const ingest::Commit&)> done) override {
    decode::fuzz::check(batch);
    constexpr std::size_t kLimit = 2;
    if (waiting.size() == kLimit) return ingest::Acceptance::kBusy;
    waiting.push_back(std::move(done));
    return ingest::Acceptance::kAccepted;
  }

  std::vector<std::function<void(const ingest::Commit&)>> waiting;
};

class Peer {
 public:
  void run(std::string_view input, std::size_t piece) {
    bool open = session_.receive("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    for (; open && !input.empty(); input.remove_prefix(std::min(piece, input.size()))) {
      open = session_.receive(std::string(input.substr(0, piece)));
      now_ += std::chrono::milliseconds(100);
      step();
    }
    // All deadlines pass; nothing may stay behind.
    session_.drain();
    for (int i = 0; i < 10; ++i) {
      now_ += std::chrono::seconds(30);
      step();
    }
    require(session_.finished() || !open);
  }

 private:
  void step() {
    carry_out_calls();
    if (sink_.waiting.size() > 1) std::exchange(sink_.waiting, {}).front()({true, {}});
    for (auto& job : std::exchange(jobs_, {})) job();
    for (auto& task : std::exchange(tasks_, {})) task();
    session_.expire();
    std::string out;
    session_.take_output(out, std::size_t{64} << 10);
  }

  void carry_out_calls() {
    for (GrpcCall& call : session_.take_calls()) {
      const std::int32_t stream = call.stream;
      service_.carry_out(std::move(call), [this, stream](const GrpcReply& reply) {
        tasks_.emplace_back([this, stream, reply] { session_.answer(stream, reply); });
      });
    }
  }

  static const decode::Semantics& semantics() {
    static const decode::Semantics shipped = decode::Semantics::shipped();
    return shipped;
  }

  TimePoint now_{std::chrono::hours(1)};
  Sink sink_;
  Metrics metrics_;
  Receiver receiver_{semantics(), nullptr, sink_, metrics_};
  ByteBudget bodies_{1U << 20};
  std::vector<std::function<void()>> jobs_;
  std::vector<std::function<void()>> tasks_;
  GrpcService service_{
      receiver_,
      bodies_,
      metrics_,
      [] { return net::Health(); },
      [this](const void* /*sender*/, std::function<void()> job) { jobs_.push_back(std::move(job)); },
      {}};
  GrpcSession session_{service_, Deadlines(), [this] { return now_; }};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Peer().run(decode::fuzz::as_text(data + 1, size - 1), data[0] * std::size_t{16} + 1);
  return 0;
}
