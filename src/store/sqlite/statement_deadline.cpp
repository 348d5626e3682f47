#include "store/sqlite/statement_deadline.hpp"

#include <sqlite3.h>

namespace tracewh::store {
namespace {

// Virtual machine instructions between two looks at the clock: well under a millisecond.
constexpr int kInstructionsPerCheck = 10'000;

}  // namespace

StatementDeadline::StatementDeadline(sqlite3* connection, Clock::time_point end,
                                     const std::atomic<bool>* stop)
    : connection_(connection), own_end_(end), end_(own_end_), stop_(stop) {
  sqlite3_progress_handler(connection_, kInstructionsPerCheck, &StatementDeadline::check, this);
}

StatementDeadline::StatementDeadline(sqlite3* connection, const SharedEnd& end)
    : connection_(connection), own_end_(Clock::time_point::max()), end_(end), stop_(nullptr) {
  sqlite3_progress_handler(connection_, kInstructionsPerCheck, &StatementDeadline::check, this);
}

StatementDeadline::~StatementDeadline() { sqlite3_progress_handler(connection_, 0, nullptr, nullptr); }

int StatementDeadline::check(void* self) {
  const auto& deadline = *static_cast<const StatementDeadline*>(self);
  const bool stopped = deadline.stop_ != nullptr && *deadline.stop_;
  return stopped || Clock::now() >= deadline.end_.load() ? 1 : 0;
}

}  // namespace tracewh::store
