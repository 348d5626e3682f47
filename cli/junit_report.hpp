#pragma once

#include "query/catalogue.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <iosfwd>

namespace tracewh::cli {

/// Writes the outcomes of the tasks that `scope` leaves as results of tests, see render::TestReport: a suite
/// a service, a case a task. Tells whether there were any. Throws base::Error.
bool write_junit_report(store::Reader& reader, const query::Catalogue& catalogue,
                        const search::GivenArguments& scope, std::ostream& out);

}  // namespace tracewh::cli
