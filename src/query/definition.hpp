#pragma once

#include "store/read/selection.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::query {

/// What a parameter's text means, and what is bound for it.
enum class ParameterType {
  kDuration,  ///< `1m30s`; integer nanoseconds
  kTime,      ///< RFC 3339 or relative, `-2h`; integer nanoseconds since the Unix epoch
  kInteger,
  kNumber,
  kString,
  kGlob,     ///< a pattern for SQLite's GLOB: `*`, `?`, `[…]`
  kTraceId,  ///< an ID or a unique prefix of it; a BLOB of 16 bytes
  kEnum,     ///< one of `choices`, as text
  kFlag,     ///< 0 or 1
  kFile,     ///< the contents of a file, as text
};

/// A named value that a query's SQL uses as `:name`.
struct Parameter {
  std::string name{};
  ParameterType type = ParameterType::kString;
  std::vector<std::string> choices{};         ///< of an enum
  std::optional<std::string> default_text{};  ///< none: NULL is bound when nothing is given
  bool required = false;
  std::string description{};
  bool selects =
      false;  ///< chooses or changes what the query looks at, and is not bound; see facet_parameters()
};

/// A canned query: what the header of its file says, and its SQL.
struct QueryDefinition {
  std::string name;
  std::string summary;
  std::vector<std::string> examples;  ///< command lines that ask it
  std::vector<Parameter> parameters;  ///< its own, then the standard ones that it takes
  std::vector<std::string> columns;
  std::vector<std::string> gives_way;  ///< columns that leave a table that is too wide, the first to go first
  /// What spans with given attributes leave for it to see; none: it cannot be asked about attributes.
  std::optional<store::AttributeScope> attribute_scope = store::AttributeScope::kTrace;
  std::string
      analysis;  ///< makes the rows of the traces that the SQL finds; empty: those of the SQL are the answer
  std::string sql;         ///< what stands behind the header
  std::string note_sql{};  ///< finds texts that one must know to judge the rows; empty when there are none
  std::string source;      ///< the file that it came from
};

/// The name of a type as headers and help write it.
std::string_view to_string(ParameterType type);
std::optional<ParameterType> parameter_type_from_name(std::string_view name);

/// What every query takes unless its header says `without`: since, until, service, run, limit; and
/// attributes, which are no parameter (see run()). A limit of 0 means all rows.
std::span<const Parameter> standard_parameters();

/// What every query takes that can be asked about attributes, unless its header declares a parameter of that
/// name itself: facets by which spans are selected, as attributes do.
std::span<const Parameter> facet_parameters();

/// What every query takes that names an analysis, unless its header says `without`: how traces are changed
/// before they are looked at. Of these `joined` is taken by the others, too, whose rows name traces and that
/// can be asked about attributes.
std::span<const Parameter> change_parameters();

/// The query's parameter of that name, or null.
const Parameter* find_parameter(const QueryDefinition& query, std::string_view name);

/// How the command line spells the parameter: `strict_status` is `--strict-status`.
std::string option_name(const Parameter& parameter);

}  // namespace tracewh::query
