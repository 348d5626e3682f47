-- The statements that keep what `tracewh join` finds, by name.

-- name: delete_joins
DELETE FROM trace_join;

-- name: insert_join
INSERT INTO trace_join (trace_id, span_id, parent_trace_id, parent_span_id, rule, confidence) VALUES (?, ?, ?, ?, ?, ?);

-- name: delete_joins_of_trace
DELETE FROM trace_join WHERE trace_id = ?1 OR parent_trace_id = ?1;
