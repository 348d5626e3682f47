-- The statements that keep, drop and prune whole traces, by name.

-- A trace that is stored already was decided before.
-- name: hold_trace
INSERT INTO undecided_trace (trace_id)
SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM trace WHERE trace_id = ?1)
ON CONFLICT DO NOTHING
RETURNING 1 AS held;

-- name: count_dropped_trace
INSERT INTO dropped_trace (trace_id, spans, errors) VALUES (?, ?, ?)
ON CONFLICT (trace_id) DO UPDATE SET spans = spans + excluded.spans, errors = errors + excluded.errors
RETURNING spans;

-- name: release_all_traces
DELETE FROM undecided_trace;

-- name: held_traces
SELECT trace_id FROM undecided_trace LIMIT ?;

-- name: held_trace
SELECT span_count, error_count, duration_ns FROM trace WHERE trace_id = ?;

-- name: release_trace
DELETE FROM undecided_trace WHERE trace_id = ?;

-- name: dropped_traces
SELECT count(*) AS traces FROM dropped_trace;

-- name: add_dropped_to_total
UPDATE dropped_total SET (traces, spans, errors) = (
  SELECT dropped_total.traces + count(*), dropped_total.spans + ifnull(sum(d.spans), 0),
         dropped_total.errors + ifnull(sum(d.errors), 0)
  FROM dropped_trace AS d)
WHERE reason = 1;

-- name: delete_dropped
DELETE FROM dropped_trace;

-- The next traces by their start; those whose start is unknown come last, as the newest.
-- name: oldest_traces
SELECT id, trace_id, start_ns, span_count, error_count, duration_ns FROM trace
WHERE start_ns > 0 AND (start_ns, id) > (?1, ?2)
UNION ALL
SELECT id, trace_id, 9223372036854775807, span_count, error_count, duration_ns FROM trace
WHERE start_ns = 0 AND (9223372036854775807, id) > (?1, ?2)
ORDER BY 3, 1 LIMIT ?3;

-- Runs that match a pattern, all without one: those that are not among the latest, the oldest first.
-- name: runs_before_latest
SELECT id FROM run WHERE ?1 IS NULL OR name GLOB ?1
ORDER BY start_ns NULLS FIRST, id
LIMIT max(0, (SELECT count(*) FROM run WHERE ?1 IS NULL OR name GLOB ?1) - ?2);

-- The next traces, by number, that a run brought and no other.
-- name: traces_of_run_alone
SELECT t.id, t.trace_id, t.span_count, t.error_count FROM trace_run AS m JOIN trace AS t ON t.id = m.trace
WHERE m.run = ?1 AND m.trace > ?2
  AND NOT EXISTS (SELECT 1 FROM trace_run AS other WHERE other.trace = m.trace AND other.run <> ?1)
ORDER BY m.trace LIMIT ?3;

-- name: leave_run
DELETE FROM trace_run WHERE run = ?;

-- name: leave_ingests
UPDATE ingest SET run = NULL WHERE run = ?;

-- name: delete_run
DELETE FROM run WHERE id = ?;

-- name: count_pruned
UPDATE dropped_total SET traces = traces + ?, spans = spans + ?, errors = errors + ? WHERE reason = 2;
