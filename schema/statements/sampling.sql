-- The statements that keep and drop sampled traces, by name.

-- A trace that is stored already was decided before.
-- name: hold_trace
INSERT INTO undecided_trace (trace_id)
SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM trace WHERE trace_id = ?1)
ON CONFLICT DO NOTHING;

-- name: count_dropped_trace
INSERT INTO dropped_trace (trace_id, spans, errors) VALUES (?, ?, ?)
ON CONFLICT (trace_id) DO UPDATE SET spans = spans + excluded.spans, errors = errors + excluded.errors
RETURNING spans;

-- name: release_all_traces
DELETE FROM undecided_trace;

-- name: release_failed_traces
DELETE FROM undecided_trace WHERE trace_id IN (SELECT trace_id FROM trace WHERE error_count > 0);

-- name: release_slow_traces
DELETE FROM undecided_trace WHERE trace_id IN (SELECT trace_id FROM trace WHERE duration_ns >= ?);

-- name: held_traces
SELECT t.trace_id, t.span_count, t.error_count
FROM undecided_trace AS u JOIN trace AS t ON t.trace_id = u.trace_id
LIMIT ?;

-- name: release_trace
DELETE FROM undecided_trace WHERE trace_id = ?;
