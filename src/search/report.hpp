#pragma once

#include "query/catalogue.hpp"
#include "search/question.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The post-mortem of many traces: what a list of questions finds in them.
namespace tracewh::search {

/// A part of a report.
struct ReportSection {
  std::string_view title;
  std::string_view question;  ///< see parse_question(); its limit bounds the section
  std::string_view columns;   ///< of its rows, those for people, a space between two
  std::string_view
      largest{};  ///< the column by which rows are sorted, the largest first; empty: as they come
};

/// The most important first.
std::span<const ReportSection> report_sections();

/// What a section asks of the traces that `scope` leaves. Throws base::Error (usage) when that cannot be
/// read. `catalogue` must outlive it.
Question section_question(const query::Catalogue& catalogue, const ReportSection& section,
                          const GivenArguments& scope);

struct Verdict {
  std::uint64_t traces = 0;
  std::uint64_t failed = 0;        ///< see the analysis `blame`
  std::vector<std::string> notes;  ///< how complete the traces are
};

/// What is to be said first of the traces that `scope` leaves. Throws base::Error.
Verdict verdict(store::Reader& reader, const query::Catalogue& catalogue, const GivenArguments& scope);

}  // namespace tracewh::search
