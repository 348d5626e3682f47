#include "cli/error_report.hpp"

#include "cli/exit_code.hpp"

#include <ostream>

namespace tracewh::cli {

int report(const base::Error& error, std::ostream& err) {
  err << "tracewh: " << error.what() << '\n';
  if (!error.hint().empty()) err << "  " << error.hint() << '\n';
  return exit_code_of(error.code());
}

}  // namespace tracewh::cli
