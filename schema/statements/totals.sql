-- The statements that keep the totals, by name.

-- name: find_operation
SELECT spans, errors, total_ns, max_ns, start_ns, end_ns, durations, stale
FROM operation_total WHERE service = ? AND name = ? AND role = ?;

-- name: store_operation
REPLACE INTO operation_total (service, name, role, spans, errors, total_ns, max_ns, start_ns, end_ns, durations,
                              p50_ns, p95_ns, p99_ns, stale)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: delete_operation
DELETE FROM operation_total WHERE service = ? AND name = ? AND role = ?;

-- The durations of operations that lost spans and now have so few that they count exactly.
-- name: few_durations
SELECT r.service, k.name, s.role, s.duration_ns
FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
JOIN operation_total AS o ON o.service = r.service AND o.name = k.name AND o.role = s.role
WHERE EXISTS (SELECT 1 FROM operation_total WHERE stale) AND o.stale AND o.durations GLOB '{*' AND s.duration_ns IS NOT NULL
  AND (SELECT sum(value) FROM json_each(o.durations)) <= ?;

-- name: store_durations
UPDATE operation_total SET durations = ?4, p50_ns = ?5, p95_ns = ?6, p99_ns = ?7 WHERE service = ?1 AND name = ?2 AND role = ?3;

-- One pass over all spans, for the operations that lost a span that may have been the longest, first or last.
-- name: refresh_operations
UPDATE operation_total AS o SET max_ns = n.max_ns, start_ns = n.start_ns, end_ns = n.end_ns, stale = 0
FROM (SELECT r.service, k.name, s.role, max(s.duration_ns) AS max_ns,
             ifnull(min(nullif(s.start_ns, 0)), 0) AS start_ns,
             ifnull(max(iif(s.start_ns > 0, s.start_ns + ifnull(s.duration_ns, 0), 0)), 0) AS end_ns
      FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
      WHERE EXISTS (SELECT 1 FROM operation_total WHERE stale)
      GROUP BY r.service, k.name, s.role) AS n
WHERE o.stale AND n.service = o.service AND n.name = o.name AND n.role = o.role;

-- name: count_service_traces
INSERT INTO service_total (service, traces) VALUES (?, ?)
ON CONFLICT (service) DO UPDATE SET traces = traces + excluded.traces;

-- name: find_worker
SELECT spans, traces, errors, busy_ns, durations FROM worker_total WHERE worker = ?;

-- name: store_worker
REPLACE INTO worker_total (worker, spans, traces, errors, busy_ns, durations, p50_ns, p95_ns, p99_ns)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: delete_worker
DELETE FROM worker_total WHERE worker = ?;

-- The busy intervals that an interval may touch, the last first.
-- name: busy_intervals
SELECT start_ns, end_ns FROM worker_busy WHERE worker = ? AND start_ns <= ? ORDER BY start_ns DESC;

-- name: delete_busy_interval
DELETE FROM worker_busy WHERE worker = ? AND start_ns = ?;

-- name: insert_busy_interval
INSERT INTO worker_busy (worker, start_ns, end_ns) VALUES (?, ?, ?);

-- How long the spans of a worker took.
-- name: durations_of_worker
SELECT duration_ns FROM span WHERE worker_id = ? AND duration_ns IS NOT NULL;

-- The spans of a worker that begin within an interval.
-- name: spans_of_worker
SELECT start_ns, start_ns + ifnull(duration_ns, 0) AS end_ns FROM span
WHERE worker_id = ? AND start_ns BETWEEN ? AND ?
ORDER BY start_ns;

-- name: find_run_total
SELECT spans, errors, total_ns, durations, input_tokens, output_tokens, cost_billionths
FROM run_total WHERE run = ? AND level = ? AND service = ? AND name = ? AND role = ?;

-- name: store_run_total
REPLACE INTO run_total (run, level, service, name, role, spans, errors, ended, total_ns, durations, p50_ns, p95_ns, input_tokens,
                        output_tokens, cost_billionths, stale)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: delete_run_total
DELETE FROM run_total WHERE run = ? AND level = ? AND service = ? AND name = ? AND role = ?;

-- name: delete_run_totals
DELETE FROM run_total WHERE run = ?;

-- name: stale_run_totals
SELECT run, level, service, name, role FROM run_total WHERE stale;

-- The spans of the runs of which totals are stale, as far as they have ended.
-- name: spans_of_stale_runs
SELECT m.run, r.service, k.name, s.role, s.task_type, s.worker_id AS worker, k.model, s.duration_ns
FROM trace_run AS m JOIN span AS s ON s.trace = m.trace
JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
WHERE m.run IN (SELECT run FROM run_total WHERE stale) AND s.duration_ns IS NOT NULL;

-- name: store_run_durations
UPDATE run_total SET durations = ?6, p50_ns = ?7, p95_ns = ?8, stale = 0
WHERE run = ?1 AND level = ?2 AND service = ?3 AND name = ?4 AND role = ?5;

-- name: add_to_run
UPDATE run SET traces = traces + ?2, spans = spans + ?3, errors = errors + ?4,
               start_ns = min(ifnull(start_ns, ?5), ifnull(?5, start_ns)),
               end_ns = max(ifnull(end_ns, ?6), ifnull(?6, end_ns))
WHERE id = ?1;

-- Traces left a run, which may have been its first or last.
-- name: doubt_times_of_runs
INSERT INTO setting (name, value) VALUES ('times_of_runs_are_stale', 1) ON CONFLICT DO NOTHING;

-- name: refresh_runs
UPDATE run SET (start_ns, end_ns) = (
  SELECT min(nullif(t.start_ns, 0)), max(nullif(t.end_ns, 0)) FROM trace_run AS m JOIN trace AS t ON t.id = m.trace WHERE m.run = run.id)
WHERE EXISTS (SELECT 1 FROM setting WHERE name = 'times_of_runs_are_stale');
DELETE FROM setting WHERE name = 'times_of_runs_are_stale';
