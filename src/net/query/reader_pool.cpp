#include "net/query/reader_pool.hpp"

#include "base/limits.hpp"

#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace tracewh::net {

ReaderPool::ReaderPool() : ReaderPool(base::limits::kReaderThreads, base::limits::kQuestions) {}

ReaderPool::ReaderPool(std::size_t threads, std::size_t limit) : limit_(limit), threads_(threads) {}

ReaderPool::~ReaderPool() { stop(); }

bool ReaderPool::run(std::function<void()> job) {
  const std::lock_guard lock(mutex_);
  if (stopping_ || jobs_ >= limit_) return false;
  ++jobs_;
  boost::asio::post(threads_, [this, job = std::move(job)] {
    try {
      job();
    } catch (const std::exception&) {
      // Without memory for an answer, the one who asked hears so at the deadline of the route.
    }
    --jobs_;
  });
  return true;
}

void ReaderPool::stop() {
  {
    // What stop() does not wait for must not be taken any more.
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  threads_.join();
}

}  // namespace tracewh::net
