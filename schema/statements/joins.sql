-- The statements that keep what `tracewh join` finds, by name.

-- name: delete_joins
DELETE FROM trace_join;

-- name: insert_join
-- Not where a trace was removed since the joins were looked for.
INSERT INTO trace_join (trace_id, span_id, parent_trace_id, parent_span_id, rule, confidence)
SELECT ?1, ?2, ?3, ?4, ?5, ?6
WHERE EXISTS (SELECT 1 FROM trace WHERE trace_id = ?1) AND EXISTS (SELECT 1 FROM trace WHERE trace_id = ?3);

-- name: delete_joins_of_trace
DELETE FROM trace_join WHERE trace_id = ?1 OR parent_trace_id = ?1;
