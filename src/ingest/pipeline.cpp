#include "ingest/pipeline.hpp"

#include "ingest/bounded_queue.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <future>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tracewh::ingest {
namespace {

namespace asio = boost::asio;

// Blocks in flight for each decoding thread: one at work, two ready, so that neither side waits for a
// hiccup of the other. Each costs a few MiB.
constexpr std::size_t kBlocksPerThread = 3;

/// Decoders that are not at work; each is used by one thread at a time.
class DecoderPool {
 public:
  explicit DecoderPool(const decode::Format& format) : format_(format) {}

  std::unique_ptr<decode::Decoder> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return format_.make_decoder();
    auto decoder = std::move(idle_.back());
    idle_.pop_back();
    return decoder;
  }

  void give_back(std::unique_ptr<decode::Decoder> decoder) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(decoder));
  }

 private:
  const decode::Format& format_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<decode::Decoder>> idle_;
};

}  // namespace

DecodedBlock decode_block(const Block& block, const Decoding& decoding, decode::Decoder& decoder) {
  DecodedBlock decoded;
  decoded.end_offset = block.end_offset;
  decoded.digest = block.digest;
  decoded.bytes_read = block.bytes_read;
  decoded.last = block.last;
  decoded.batch.issues = block.issues;
  decode::SpanBuilder builder(decoding.semantics, decoded.batch, decoding.redaction);
  for (const decode::Extent& record : block.records) {
    const std::string_view bytes =
        std::string_view(block.bytes).substr(record.begin, record.end - record.begin);
    decoder.decode(bytes, block.offset + record.begin, builder);
  }
  return decoded;
}

void run_pipeline(BlockReader& reader, const Decoding& decoding,
                  const std::function<void(DecodedBlock&)>& write) {
  DecoderPool decoders(*reader.format());
  // Futures keep the order of the file although blocks finish decoding in any order.
  BoundedQueue<std::future<DecodedBlock>> queue(decoding.threads * kBlocksPerThread);
  asio::thread_pool pool(decoding.threads + 1);

  asio::post(pool, [&] {
    try {
      while (auto block = reader.next()) {
        auto work = std::make_shared<std::packaged_task<DecodedBlock()>>(
            [&, block = std::make_shared<Block>(std::move(*block))] {
              auto decoder = decoders.take();
              DecodedBlock decoded = decode_block(*block, decoding, *decoder);
              decoders.give_back(std::move(decoder));
              return decoded;
            });
        if (!queue.push(work->get_future())) return;
        asio::post(pool, [work] { (*work)(); });
      }
    } catch (...) {
      std::promise<DecodedBlock> failure;
      failure.set_exception(std::current_exception());
      queue.push(failure.get_future());
    }
    queue.close();
  });

  try {
    while (auto decoded = queue.pop()) {
      DecodedBlock block = decoded->get();
      write(block);
    }
  } catch (...) {
    queue.close();
    reader.cancel();
    pool.join();
    throw;
  }
  pool.join();
}

}  // namespace tracewh::ingest
