#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace tracewh::store {

/// What the code that runs a statement of schema/statements counts on.
struct NamedStatement {
  std::string_view name;
  int parameters = 0;             ///< to be bound
  std::string_view columns = {};  ///< of its rows: their names in order, a space between two
};

/// All of them, file by file, as a test compares them with what SQLite makes of the SQL. What is several
/// statements under one name takes no values, and its rows are not read.
inline constexpr std::array kNamedStatements{
    // attribute_index.sql
    NamedStatement{"has_indexed_keys", 0, "has_keys"},
    NamedStatement{"insert_indexed_key", 1, "id"},
    NamedStatement{"indexed_positions", 1, "id position"},
    NamedStatement{"sort_on_disk", 0},
    NamedStatement{"build_index", 2},
    NamedStatement{"insert_indexed", 4},
    NamedStatement{"delete_indexed", 3},
    NamedStatement{"move_indexed", 3},
    NamedStatement{"delete_indexed_of_key", 1},
    NamedStatement{"delete_indexed_key", 1, "id"},
    // attributes.sql
    NamedStatement{"templates_with_keys", 1, "id position"},
    NamedStatement{"all_are_candidates"},
    NamedStatement{"traces_are_candidates"},
    NamedStatement{"want_trace", 1},
    NamedStatement{"make_selection"},
    NamedStatement{"want_template", 1},
    NamedStatement{"want_facet", 2},
    NamedStatement{"find_wanted_texts"},
    NamedStatement{"all_templates", 0, "id"},
    NamedStatement{"find_indexed_key", 1, "id"},
    NamedStatement{"count_indexed", 3, "spans"},
    NamedStatement{"indexed_values", 4, "value"},
    NamedStatement{"want_value", 2},
    NamedStatement{"choose_by_scan", 1},
    NamedStatement{"choose_by_index", 1},
    NamedStatement{"rows_of_chosen", 0, "spans"},
    NamedStatement{"copy_traces"},
    NamedStatement{"copy_spans_of_traces"},
    NamedStatement{"copy_spans"},
    NamedStatement{"show_traces_by_scan"},
    NamedStatement{"show_traces_by_index"},
    NamedStatement{"show_matching"},
    NamedStatement{"table_definitions", 0, "sql"},
    NamedStatement{"view_definitions", 0, "sql"},
    // connection.sql
    NamedStatement{"new_file"},
    NamedStatement{"writer"},
    NamedStatement{"journal_mode", 0, "journal_mode"},
    NamedStatement{"write_ahead"},
    NamedStatement{"durability_process"},
    NamedStatement{"durability_power"},
    NamedStatement{"self_contained", 0, "journal_mode"},
    NamedStatement{"reader"},
    NamedStatement{"read_only"},
    NamedStatement{"application_id", 0, "application_id"},
    NamedStatement{"user_version", 0, "user_version"},
    NamedStatement{"begin_read"},
    NamedStatement{"begin_immediate"},
    NamedStatement{"schema_objects", 0, "objects"},
    NamedStatement{"objects_within", 1, "objects"},
    NamedStatement{"triggers", 0, "name"},
    NamedStatement{"commit"},
    NamedStatement{"rollback"},
    NamedStatement{"quick_check", 0, "quick_check"},
    NamedStatement{"page_count", 0, "page_count"},
    NamedStatement{"page_bytes", 0, "page_size"},
    NamedStatement{"used_pages", 0, "pages"},
    NamedStatement{"free_pages", 0, "freelist_count"},
    NamedStatement{"vacuum"},
    // ingest_log.sql
    NamedStatement{"store_run", 2, "id"},
    NamedStatement{"begin_ingest", 3, "id"},
    NamedStatement{"finish_ingest", 2},
    NamedStatement{"earlier_readings", 5, "offset digest complete"},
    NamedStatement{"readings_of_size", 2, "offset digest complete"},
    NamedStatement{"findings", 0, "offset digest has_spans has_errors has_errors_behind"},
    NamedStatement{"last_inode", 1, "device inode"},
    NamedStatement{"begin_file", 8, "id"},
    NamedStatement{"store_progress", 9},
    NamedStatement{"insert_issue", 6},
    NamedStatement{"find_setting", 1, "value"},
    NamedStatement{"insert_setting", 2},
    // joins.sql
    NamedStatement{"delete_joins"},
    NamedStatement{"insert_join", 6},
    NamedStatement{"delete_joins_of_trace", 1},
    // run_measures.sql
    NamedStatement{"store_measured_run", 6, "id"},
    NamedStatement{"delete_run_measures", 1},
    NamedStatement{"insert_run_measure", 7},
    // sampling.sql
    NamedStatement{"hold_trace", 1, "held"},
    NamedStatement{"count_dropped_trace", 3, "spans"},
    NamedStatement{"release_all_traces"},
    NamedStatement{"held_traces", 1, "trace_id"},
    NamedStatement{"held_trace", 1, "span_count error_count duration_ns"},
    NamedStatement{"release_trace", 1},
    NamedStatement{"dropped_traces", 0, "traces"},
    NamedStatement{"add_dropped_to_total"},
    NamedStatement{"delete_dropped"},
    NamedStatement{"oldest_traces", 3, "id trace_id start_ns span_count error_count duration_ns"},
    NamedStatement{"runs_before_latest", 2, "id"},
    NamedStatement{"traces_of_run_alone", 3, "id trace_id span_count error_count"},
    NamedStatement{"leave_run", 1},
    NamedStatement{"leave_ingests", 1},
    NamedStatement{"delete_run", 1},
    NamedStatement{"count_pruned", 3},
    // sweep.sql
    NamedStatement{"sweep_is_due", 0, "is_due"},
    NamedStatement{"begin_sweep"},
    NamedStatement{"sweep_triggers", 0, "sql"},
    NamedStatement{"sweep_passes", 0, "last_of_step remove mark_used"},
    NamedStatement{"sweep_trigger_removals", 0, "sql"},
    NamedStatement{"end_sweep"},
    // totals.sql
    NamedStatement{"find_operation", 3, "spans errors total_ns max_ns start_ns end_ns durations stale"},
    NamedStatement{"store_operation", 14},
    NamedStatement{"delete_operation", 3},
    NamedStatement{"few_durations", 1, "service name role duration_ns"},
    NamedStatement{"store_durations", 7},
    NamedStatement{"refresh_operations"},
    NamedStatement{"count_service_traces", 2},
    NamedStatement{"find_worker", 1, "spans traces errors busy_ns durations"},
    NamedStatement{"store_worker", 9},
    NamedStatement{"delete_worker", 1},
    NamedStatement{"busy_intervals", 2, "start_ns end_ns"},
    NamedStatement{"delete_busy_interval", 2},
    NamedStatement{"insert_busy_interval", 3},
    NamedStatement{"durations_of_worker", 1, "duration_ns"},
    NamedStatement{"spans_of_worker", 3, "start_ns end_ns"},
    NamedStatement{"find_run_total", 5,
                   "spans errors total_ns durations input_tokens output_tokens cost_billionths"},
    NamedStatement{"store_run_total", 16},
    NamedStatement{"delete_run_total", 5},
    NamedStatement{"delete_run_totals", 1},
    NamedStatement{"stale_run_totals", 0, "run level service name role"},
    NamedStatement{"spans_of_stale_runs", 0, "run service name role task_type worker model duration_ns"},
    NamedStatement{"store_run_durations", 8},
    NamedStatement{"add_to_run", 6},
    NamedStatement{"doubt_times_of_runs"},
    NamedStatement{"refresh_runs"},
    // writer.sql
    NamedStatement{"batch_span"},
    NamedStatement{"insert_batch"},
    NamedStatement{"insert_payload", 12},
    NamedStatement{"next_payload", 0, "id"},
    NamedStatement{
        "stored_span", 2,
        "trace span_id parent_span_id template role start_ns duration_ns evidence error payload task_id "
        "task_name task_type task_priority worker_id message_id input_tokens output_tokens cost "
        "session_id attribute_values payload_id large_attribute_values events links trace_state "
        "status_message error_message original_end_ns dropped_attributes dropped_events dropped_links "
        "original_start_ns anomalies attribute_keys"},
    NamedStatement{"span_content", 2, "content"},
    NamedStatement{"delete_span", 2},
    NamedStatement{"delete_payload", 2},
    NamedStatement{"has_span", 2, "is_stored"},
    NamedStatement{"move_below", 3},
    NamedStatement{"local_address", 2, "address"},
    NamedStatement{"stored_side", 2, "kind anomalies service address"},
    NamedStatement{"span_ancestry", 2, "parent_span_id role evidence service name task_type worker_id model"},
    NamedStatement{"mark_error_reply", 2},
    NamedStatement{"failed_by_reply", 1, "role service name task_type worker_id model"},
    NamedStatement{"clear_error_replies", 1},
    NamedStatement{
        "span_facts", 3,
        "span_id parent_span_id start_ns duration_ns finished name service role task_type worker model actor "
        "status evidence input_tokens output_tokens cost is_error_reply"},
    NamedStatement{
        "find_trace", 1,
        "id root_span_id root_name root_service has_root start_ns end_ns duration_ns span_count error_count "
        "orphan_count open_count status services actors workers root_start_ns"},
    NamedStatement{"next_trace", 0, "id"},
    NamedStatement{"store_trace", 17},
    NamedStatement{"find_missing_parent", 2, "children error_reply"},
    NamedStatement{"count_orphan", 2},
    NamedStatement{"await_error_reply", 2},
    NamedStatement{"delete_missing_parent", 2},
    NamedStatement{"delete_missing_parents", 1},
    NamedStatement{"find_string", 1, "id"},
    NamedStatement{"insert_string", 1},
    NamedStatement{"find_shape", 1, "id"},
    NamedStatement{"insert_shape", 1},
    NamedStatement{"find_template", 15, "id"},
    NamedStatement{"insert_template", 15},
    NamedStatement{"find_resource", 5, "id"},
    NamedStatement{"insert_resource", 5},
    NamedStatement{"find_scope", 5, "id"},
    NamedStatement{"insert_scope", 5},
    NamedStatement{"join_run", 2},
    NamedStatement{"runs_of_trace", 1, "run"},
    NamedStatement{"leave_runs", 1},
    NamedStatement{"delete_trace", 1},
    NamedStatement{"delete_trace_payloads", 1},
    NamedStatement{"delete_trace_spans", 1},
    NamedStatement{"savepoint"},
    NamedStatement{"rollback_to_savepoint"},
    NamedStatement{"release_savepoint"},
};

/// The columns of a statement's rows. Reads `kTrace["span_count"]` where SQLite wants a position; a statement
/// or column that the list does not have does not compile.
struct Columns {
  consteval explicit Columns(std::string_view statement)
      : index(static_cast<std::size_t>(std::ranges::find(kNamedStatements, statement, &NamedStatement::name) -
                                       kNamedStatements.begin())) {
    if (index == kNamedStatements.size()) throw std::out_of_range("no statement of this name");
  }

  consteval int operator[](std::string_view column) const { return static_cast<int>(find(column)); }

  /// The position of a column. Throws std::out_of_range when there is none of that name.
  constexpr std::size_t find(std::string_view column) const {
    std::size_t position = 0;
    for (std::string_view left = kNamedStatements[index].columns; !left.empty(); ++position) {
      const std::size_t end = std::min(left.find(' '), left.size());
      if (left.substr(0, end) == column) return position;
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    throw std::out_of_range("no column of this name");
  }

  constexpr std::size_t size() const {
    const std::string_view columns = kNamedStatements[index].columns;
    return columns.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(columns, ' ')) + 1;
  }

  std::size_t index;  ///< in kNamedStatements
};

/// The SQL under `-- name: <name>` in schema/statements/. Throws std::out_of_range for an unknown name.
std::string_view named_statement(std::string_view name);

}  // namespace tracewh::store
