#include "cli/open_reader.hpp"

#include "cli/duration_option.hpp"
#include "cli/error_report.hpp"
#include "cli/io.hpp"
#include "cli/scratch_database.hpp"
#include "store/sqlite/overdue_watch.hpp"
#include "store/sqlite/statement_context.hpp"

#include <algorithm>
#include <cstdlib>

namespace tracewh::cli {

std::chrono::milliseconds timeout_option(const std::string& text) {
  using std::chrono::milliseconds;
  const std::chrono::nanoseconds timeout(duration_option("--timeout", text));
  if (timeout.count() == 0) return kNoTimeout;
  return std::min<milliseconds>(std::chrono::ceil<milliseconds>(timeout), kNoTimeout);
}

namespace {

void end_program(std::chrono::milliseconds allowed, ScratchDatabase* scratch) {
  const int status = report(store::StatementContext::time_is_up(allowed), standard_io().err);
  if (scratch != nullptr) scratch->remove();
  std::_Exit(status);
}

}  // namespace

void end_with_overdue_questions(const Globals& globals) {
  store::OverdueWatch::enable(
      [scratch = globals.scratch](std::chrono::milliseconds allowed) { end_program(allowed, scratch); });
}

store::Reader open_reader(const Globals& globals, std::chrono::milliseconds usual) {
  end_with_overdue_questions(globals);
  return store::Reader(globals.database, globals.timeout.value_or(usual));
}

}  // namespace tracewh::cli
