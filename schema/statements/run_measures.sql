-- The statements that write a summary of runs, by name.

-- name: store_measured_run
INSERT INTO run (name, labels, traces, spans, errors, start_ns, end_ns) VALUES (?, '{}', ?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET traces = excluded.traces, spans = excluded.spans, errors = excluded.errors,
                                 start_ns = excluded.start_ns, end_ns = excluded.end_ns
RETURNING id;

-- name: delete_run_measures
DELETE FROM run_measure WHERE run = ?;

-- name: insert_run_measure
INSERT INTO run_measure (run, level, key, metric, value, observations, standard_error) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING;
